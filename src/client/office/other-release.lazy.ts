import { err, ok, type Result } from '../../domain/result.ts';
import { readTolerantly } from '../../protocol/read-tolerantly.ts';
import { ErrorBody } from '../../protocol/refusal.ts';
import type { Answer } from './exchange.ts';
import { askSecondAnswer } from './factor/second-answer.ts';
import type { OfficeError } from './trouble.ts';

// Fetched where an answer is a refusal, or not just as this release knows it: most screens need neither.

/** Steps that lead to a row: the list and the place. */
const REPLY_DEPTH = 2;

/** What a refusal means whose name came with a later release. */
const BY_STATUS: { readonly [status: number]: OfficeError } = {
  401: 'notSignedIn',
  403: 'forbidden',
  404: 'notFound',
  410: 'codeUsed',
  413: 'tooLarge',
  426: 'tooOld',
  429: 'tooManyAttempts',
  503: 'busy',
  507: 'storageFull',
};

/** Whether our server refused the request, under whatever name. */
function isRefusal({ body }: Answer): boolean {
  const { error, requestId } = (body ?? {}) as Partial<Record<keyof ErrorBody, unknown>>;
  return typeof error === 'string' && typeof requestId === 'string';
}

/** The name of a refusal; where its name came with a later release, what its status says. */
function refusalOf(answer: Answer): OfficeError {
  const known = ErrorBody.safeParse(answer.body);
  if (known.success) return known.data.error;
  if (!isRefusal(answer)) return 'captive';
  return BY_STATUS[answer.status] ?? (answer.status >= 500 ? 'internal' : 'badRequest');
}

/** Whether the person has given the second answer that the office wants to hear first, in place and above whatever is on the screen. */
async function hasAnswered(body: unknown): Promise<boolean> {
  const { detail } = body as ErrorBody;
  // A sign-in asks by itself.
  return (detail === 'answer' || detail === 'enrol') && askSecondAnswer(detail);
}

/** Any other reply as far as it is understood, or what to say of it. `again` asks the same once more. */
export async function readNewerReply<T>(
  answer: Answer,
  schema: Parameters<typeof readTolerantly<T>>[0],
  again: () => Promise<Result<T, OfficeError>>,
): Promise<Result<T, OfficeError>> {
  const { status, body, protocol } = answer;
  if (status !== 200) {
    const error = refusalOf(answer);
    return error === 'factorNeeded' && (await hasAnswered(body)) ? again() : err(error);
  }
  if (protocol === undefined) return err('captive');
  const reading = readTolerantly(schema, body, REPLY_DEPTH);
  return reading ? ok(reading.value) : err('tooOld');
}
