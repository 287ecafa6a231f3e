import { labels } from '../../labels/labels.ts';
import type { SignInError } from '../../office/sign-in.ts';
import { type OwnWords, troubleText } from '../../office/trouble.ts';

/** What the account screens say in words of their own. */
export function refusalText(error: SignInError, own?: Partial<OwnWords>): string {
  const words = labels().account.signIn;
  return error === 'notKept'
    ? words.notKept
    : troubleText(error, { unreached: words.offline, captive: words.notAnAnswer, busy: words.busy, ...own });
}
