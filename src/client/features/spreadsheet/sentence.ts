import { labels } from '../../labels/labels.ts';
import { type OfficeError, troubleText } from '../../office/trouble.ts';

/** Why the office did not answer, or said no. */
export function sentence(error: OfficeError): string {
  const words = labels().connections.spreadsheet;
  return troubleText(error, { unreached: words.needSignal, withheld: words.outOfReach, tooLarge: words.tooMany });
}
