import { err, type Result } from '../../domain/result.ts';
import type { Me, OpenAccountRequest, SignedIn, SignInRequest } from '../../protocol/account.ts';
import { OPEN_ACCOUNT, READ_ME, SIGN_IN, SIGN_OUT } from '../../protocol/endpoints/session.ts';
import { askOffice } from './ask-office.ts';
import type { OfficeError } from './trouble.ts';

/** `notKept`: the server took the person in, and the browser threw its cookie away, as browsers do where there is no https. */
export type SignInError = OfficeError | 'notKept';

/** Asks once more who this is: a sign-in that was not kept would look like one until the first record is to be sent. */
async function ifSignedIn(answer: Result<SignedIn, OfficeError>): Promise<Result<Me, SignInError>> {
  const me = answer.ok ? await fetchMe() : answer;
  const isSomebodyElse = answer.ok && me.ok && me.value.person.id !== answer.value.person.id;
  // Where that question got no answer, the first sync will tell.
  if (answer.ok && (isSomebodyElse || (!me.ok && me.error === 'notSignedIn'))) return err('notKept');
  return answer.ok && me.ok ? me : answer;
}

export const signIn = async (body: SignInRequest): Promise<Result<Me, SignInError>> => ifSignedIn(await askOffice(SIGN_IN, { body }));

/** Opens an account with its one-time code, and signs in. */
export const openAccount = async (body: OpenAccountRequest): Promise<Result<Me, SignInError>> =>
  ifSignedIn(await askOffice(OPEN_ACCOUNT, { body }));

/** Ends the sign-in of this device at the server; the store on the phone is not touched. */
export const signOut = (): Promise<Result<{ done: true }, OfficeError>> => askOffice(SIGN_OUT);

/** Who the server takes this phone to be. */
export const fetchMe = (): Promise<Result<Me, OfficeError>> => askOffice(READ_ME);
