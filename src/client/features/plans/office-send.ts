import { labels } from '../../labels/labels.ts';
import { createSending } from '../../office/create-sending.ts';
import { type OfficeError, troubleText } from '../../office/trouble.ts';

const refusal = (error: OfficeError): string =>
  troubleText(error, { unreached: labels().plans.officeOffline, captive: labels().plans.officeCaptive });

export const createOfficeSend = () => createSending(refusal);
