import { err, ok, type Result } from '../../domain/result.ts';
import type { Me, OpenAccountRequest, SignedIn, SignInRequest } from '../../protocol/account.ts';
import { OPEN_ACCOUNT, READ_ME, SIGN_IN, SIGN_OUT } from '../../protocol/endpoints/session.ts';
import { withWords } from '../labels/labels.ts';
import { askOffice } from './ask-office.ts';
import { forgetAnswers } from './remembered-answers.ts';
import type { OfficeError } from './trouble.ts';

/** `notKept`: the server took the person in, and the browser threw its cookie away, as browsers do where there is no https. */
export type SignInError = OfficeError | 'notKept';

/** Who is in now, and (`enrol`) whether a second factor must be made before anything else. */
export type NowSignedIn = Me & Pick<SignedIn, 'enrol'>;

/** Asks once more who this is: a sign-in that was not kept would look like one until the first record is to be sent. */
async function ifSignedIn(answer: Result<SignedIn, OfficeError>): Promise<Result<NowSignedIn, SignInError>> {
  const me = answer.ok ? await fetchMe() : answer;
  const isSomebodyElse = answer.ok && me.ok && me.value.person.id !== answer.value.person.id;
  // Where that question got no answer, the first sync will tell.
  if (answer.ok && (isSomebodyElse || (!me.ok && me.error === 'notSignedIn'))) return err('notKept');
  return answer.ok && me.ok ? ok({ ...me.value, ...(answer.value.enrol && { enrol: true as const }) }) : answer;
}

/** After the right password the office may want a second answer, which is asked for above the screen. */
async function withSecondAnswer(answer: Result<SignedIn, OfficeError>): Promise<Result<NowSignedIn, SignInError>> {
  if (answer.ok || answer.error !== 'factorNeeded') return ifSignedIn(answer);
  const { answerSignIn } = await withWords(['factor', 'refusals'], import('./factor/factor-dialog.lazy.tsx'));
  const answered = await answerSignIn(askOffice);
  return answered ? ifSignedIn(answered) : answer;
}

export const signIn = async (body: SignInRequest): Promise<Result<NowSignedIn, SignInError>> =>
  withSecondAnswer(await askOffice(SIGN_IN, { body }));

/** Opens an account with its one-time code, and signs in. */
export const openAccount = async (body: OpenAccountRequest): Promise<Result<NowSignedIn, SignInError>> =>
  withSecondAnswer(await askOffice(OPEN_ACCOUNT, { body }));

/** Ends the sign-in of this device at the server; the store on the phone is not touched. */
export function signOut(): Promise<Result<{ done: true }, OfficeError>> {
  forgetAnswers();
  return askOffice(SIGN_OUT);
}

/** Who the server takes this phone to be. */
export const fetchMe = (): Promise<Result<Me, OfficeError>> => askOffice(READ_ME);
