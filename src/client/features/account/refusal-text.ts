import { labels } from '../../labels/labels.ts';
import type { EntranceError } from '../../sync/api.ts';

/** Why a request of the account screens came to nothing, in plain words. */
export function refusalText(error: EntranceError): string {
  const { errors } = labels().domain;
  const words = labels().account.signIn;
  if (error === 'offline' || error === 'timeout') return words.offline;
  if (error === 'notKept') return words.notKept;
  if (error === 'captive') return words.notAnAnswer;
  return errors[error];
}
