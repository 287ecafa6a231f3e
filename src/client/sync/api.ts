import * as z from 'zod/mini';
import { err, ok, type Result } from '../../domain/result.ts';
import { printable } from '../../domain/text.ts';
import { type OpenAccountRequest, SignedIn, type SignInRequest } from '../../protocol/account.ts';
import type { ErrorCode } from '../../protocol/refusal.ts';
import { ask, otherRelease } from './ask.ts';

/** Why a question to the server has no answer. `captive`: something answered, but not our server. */
export type ApiError = 'offline' | 'timeout' | 'captive' | ErrorCode;

/** How long nothing at all may come back (ms). */
const PATIENCE_MS = 30_000;

async function request<T>(path: string, init: RequestInit, schema: z.ZodMiniType<T>): Promise<Result<T, ApiError>> {
  const answer = await ask((at, options) => fetch(at, options), { path, init, patienceMs: PATIENCE_MS });
  if (!answer.ok) return err(answer.error);
  const { status, body } = answer.value;
  const parsed = schema.safeParse(body);
  if (status === 200 && parsed.success) return ok(parsed.data);
  if (!body) return err('captive');
  // A refusal, or an answer of another release: the first page needs neither.
  return otherRelease().then(
    ({ readNewerReply }) => readNewerReply(answer.value, schema),
    () => err('offline'),
  );
}

/** Asks for something; the answer is held against its schema. */
export const getJson = <T>(path: string, schema: z.ZodMiniType<T>): Promise<Result<T, ApiError>> =>
  request(path, { method: 'GET' }, schema);

const typed = (_: string, value: unknown): unknown => (typeof value === 'string' ? printable(value) : value);

/** Asks for something to be done; the answer is held against its schema. */
export const postJson = <T>(path: string, body: unknown, schema: z.ZodMiniType<T>): Promise<Result<T, ApiError>> =>
  request(path, { method: 'POST', body: JSON.stringify(body, typed), headers: { 'Content-Type': 'application/json' } }, schema);

/** `notKept`: the server took the person in, and the browser threw its cookie away, as browsers do where there is no https. */
export type EntranceError = ApiError | 'notKept';

/** Asks once more who this is: a sign-in that was not kept would look like one until the first record is to be sent. */
async function ifKept(answer: Result<SignedIn, ApiError>): Promise<Result<SignedIn, EntranceError>> {
  const me = answer.ok ? await fetchMe() : answer;
  const isSomebodyElse = answer.ok && me.ok && me.value.person.id !== answer.value.person.id;
  // Where that question got no answer, the first sync will tell.
  return answer.ok && (isSomebodyElse || (!me.ok && me.error === 'notSignedIn')) ? err('notKept') : answer;
}

export const signIn = async (body: SignInRequest): Promise<Result<SignedIn, EntranceError>> =>
  ifKept(await postJson('/api/sign-in', body, SignedIn));

/** Opens an account with its one-time code, and signs in. */
export const openAccount = async (body: OpenAccountRequest): Promise<Result<SignedIn, EntranceError>> =>
  ifKept(await postJson('/api/open-account', body, SignedIn));

const Done = z.object({ done: z.literal(true) });
/** Ends the sign-in of this device at the server; the store on the phone is not touched. */
export const signOut = (): Promise<Result<{ done: true }, ApiError>> => postJson('/api/sign-out', {}, Done);

/** Who the server takes this phone to be. */
export const fetchMe = (): Promise<Result<SignedIn, ApiError>> => getJson('/api/me', SignedIn);
