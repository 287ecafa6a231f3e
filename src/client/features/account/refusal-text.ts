import { labels } from '../../labels/labels.ts';
import type { EntranceError } from '../../office/entrance.ts';
import { type OwnWords, troubleText } from '../../office/trouble.ts';

/** What the account screens say in words of their own. */
export function refusalText(error: EntranceError, own?: Partial<OwnWords>): string {
  const words = labels().account.signIn;
  return error === 'notKept' ? words.notKept : troubleText(error, { unreached: words.offline, captive: words.notAnAnswer, ...own });
}
