import { err, ok, type Result } from '../../domain/result.ts';
import { readTolerantly } from '../../protocol/read-tolerantly.ts';
import { ErrorBody } from '../../protocol/refusal.ts';
import { withWords } from '../labels/labels.ts';
import type { Answer } from './exchange.ts';
import type { AskOffice } from './question.ts';
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

/**
 * Whether the person has given the second answer that the office wants to hear first, in place and above whatever is on the screen.
 * The dialog asks the office by what is handed to it: it is opened by what asks, and cannot import that.
 */
async function hasAnswered(body: unknown, askOffice: AskOffice): Promise<boolean> {
  const { detail } = body as ErrorBody;
  // A sign-in asks by itself.
  if (detail !== 'answer' && detail !== 'enrol') return false;
  const { stepUp } = await withWords(['factor', 'refusals'], import('./factor/factor-dialog.lazy.tsx'));
  return stepUp(askOffice, detail);
}

/** Any other reply as far as it is understood, or what to say of it. `again` asks the same once more, `askOffice` anything else. */
export async function readNewerReply<T>(
  answer: Answer,
  schema: Parameters<typeof readTolerantly<T>>[0],
  { askOffice, again }: { readonly askOffice: AskOffice; readonly again: () => Promise<Result<T, OfficeError>> },
): Promise<Result<T, OfficeError>> {
  const { status, body, protocol } = answer;
  if (status !== 200) {
    const error = refusalOf(answer);
    return error === 'factorNeeded' && (await hasAnswered(body, askOffice)) ? again() : err(error);
  }
  if (protocol === undefined) return err('captive');
  const reading = readTolerantly(schema, body, REPLY_DEPTH);
  return reading ? ok(reading.value) : err('tooOld');
}
