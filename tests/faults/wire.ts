import { makeSend, type Send } from '../../src/client/sync/send.ts';
import { SignedIn } from '../../src/protocol/account.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import type { MutationResult } from '../../src/protocol/mutation-result.ts';
import { unpackMutations } from '../../src/protocol/mutation-table.ts';
import { PROTOCOL_VERSION, SyncResponse } from '../../src/protocol/sync.ts';
import type { Site } from './site.ts';

/** Somebody signed in, as far as the wire knows them. */
export interface Wire {
  readonly accountId: string;
  readonly headers: Readonly<Record<string, string>>;
}

export async function signIn({ origin, passwords }: Site, staffCode: string): Promise<Wire> {
  const headers = { 'content-type': 'application/json', origin };
  const body = JSON.stringify({ staffCode, password: passwords.get(staffCode), device: 'Máy thử' });
  const answer = await fetch(`${origin}/api/sign-in`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`Sign-in of ${staffCode}: ${answer.status}`);
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
  return { accountId: SignedIn.parse(await answer.json()).person.id, headers: { ...headers, cookie } };
}

/** The changes a request carries, written out or as a table. */
export function mutationsIn(body: string): readonly unknown[] {
  const { mutations, table } = JSON.parse(body);
  return table ? (unpackMutations(table) ?? []) : mutations;
}

/** The phone's own way of sending, over a real socket to `origin`; `patienceMs` where the test cannot wait as long as a phone. */
export function sendThrough(
  origin: string,
  { headers }: Wire,
  patienceMs?: number,
  onAsk?: (signal: AbortSignal | null | undefined) => void,
): Send {
  const { 'content-type': _, ...own } = headers;
  const send = makeSend((path, init) => {
    onAsk?.(init.signal);
    return fetch(origin + path, { ...init, headers: { ...(init.headers as object), ...own, origin } });
  });
  return (request, options) => send(request, { ...options, patienceMs: patienceMs ?? options.patienceMs });
}

/** The named results; 'away' where the server is gone, stumbles or is gone before it has answered to the end. */
export async function send(
  site: Site,
  { accountId, headers }: Wire,
  mutations: readonly Mutation[],
): Promise<readonly MutationResult[] | 'away'> {
  const held = { count: 0, attention: 0, persisted: false };
  // The far end of the feed: these clients have no use for news.
  const cursor = Number.MAX_SAFE_INTEGER;
  const body = { protocol: PROTOCOL_VERSION, accountId, app: 'faults', epoch: '', scope: '', cursor, limit: 1, held, note: [], mutations };
  try {
    const answer = await fetch(`${site.origin}/api/sync`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (answer.status >= 500) return 'away';
    if (!answer.ok) throw new Refused(`${answer.status} ${await answer.text()}`);
    return SyncResponse.parse(await answer.json()).results;
  } catch (error) {
    if (error instanceof TypeError || error instanceof SyntaxError || (error as Error).name === 'AbortError') return 'away';
    throw error;
  }
}

/** The server answered, and would not. */
class Refused extends Error {}
