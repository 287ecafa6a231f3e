import { err, ok, type Result } from '../../domain/result.ts';
import { ISSUE_CODES } from '../../domain/rules.ts';
import { type MutationResult, REJECT_REASONS } from '../../protocol/mutation-result.ts';
import { readTolerantly, type TolerantReading } from '../../protocol/read-tolerantly.ts';
import { SyncResponse } from '../../protocol/sync.ts';
import type { Answer } from '../office/exchange.ts';
import type { SyncTrouble } from './outcome.ts';

// What a sync needs only while the office runs another release than the phone: fetched when an answer is not just as this release
// knows it, and while something lies parked.
export { formerRequest } from '../../protocol/former-requests.ts';
export { park, readParkedAgain } from '../store/feed/parked.ts';

type Fields = { readonly [key: string]: unknown };
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Steps that lead to a row: `changes`, its list and its place. */
const SYNC_DEPTH = 3;

const isOneOf = (list: readonly string[], value: unknown): boolean => typeof value === 'string' && list.includes(value);
const STATUSES = ['applied', 'merged', 'conflict', 'rejected', 'failed'] satisfies MutationResult['status'][];

/** The answer came from our own server, which says so in its header or by the shape of what it says; no captive portal does. */
const isOurs = ({ protocol, body }: Answer): boolean =>
  isFields(body) && (protocol !== undefined || (typeof body['protocol'] === 'number' && typeof body['epoch'] === 'string'));

/**
 * A result that this release knows. One whose status it does not know is asked for again later, when it may know it; a
 * refusal whose reason it does not know is a refusal all the same.
 */
function knownResult(result: unknown): unknown {
  if (!isFields(result)) return result;
  if (!isOneOf(STATUSES, result['status'])) return { status: 'failed', id: result['id'] };
  const { issues } = result;
  const known = Array.isArray(issues) ? issues.filter((issue) => isFields(issue) && isOneOf(ISSUE_CODES, issue['code'])) : issues;
  return {
    ...result,
    ...(issues !== undefined && { issues: known }),
    ...(result['status'] === 'rejected' && !isOneOf(REJECT_REASONS, result['reason']) && { reason: 'notPossible' }),
  };
}

/** Reasons as the server said them: what they mean is shown once this phone knows them. */
function withReasons(results: readonly MutationResult[], raw: readonly unknown[]): MutationResult[] {
  const said = new Map(raw.filter(isFields).map((result) => [result['id'], result['reason']]));
  return results.map((result) => {
    const reason = said.get(result.id);
    return result.status === 'rejected' && typeof reason === 'string' ? { ...result, reason: reason as typeof result.reason } : result;
  });
}

/** The answer to a sync as far as it is understood, or what came in between. Undefined where it is not our server's. */
export function readNewerSync(answer: Answer): Result<TolerantReading<SyncResponse>, SyncTrouble> | undefined {
  const { body } = answer;
  if (!isOurs(answer)) return undefined;
  const results = isFields(body) && body['results'];
  const reading = Array.isArray(results)
    ? readTolerantly(SyncResponse, { ...(body as Fields), results: results.map(knownResult) }, SYNC_DEPTH)
    : undefined;
  if (!reading) return err({ kind: 'update-required' });
  return ok({ ...reading, value: { ...reading.value, results: withReasons(reading.value.results, results as unknown[]) } });
}
