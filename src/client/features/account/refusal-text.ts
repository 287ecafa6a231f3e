import { labels } from '../../labels/labels.ts';
import type { SignInError } from '../../office/sign-in.ts';
import { type OwnWords, troubleText } from '../../office/trouble.ts';

/** What the account screens say in words of their own. */
export function refusalText(error: SignInError, own?: Partial<OwnWords>): string {
  const words = labels().account.signIn;
  return error === 'notKept' ? words.notKept : troubleText(error, { unreached: words.offline, captive: words.notAnAnswer, ...own });
}

/** The same where a password is checked or set: a server with too many of those at once asks for patience. */
export const enteringText = (error: SignInError, own?: Partial<OwnWords>): string =>
  refusalText(error, { busy: labels().account.signIn.busy, factorNeeded: labels().account.signIn.noSecondAnswer, ...own });
