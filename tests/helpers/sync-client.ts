import type { ActivityContent } from '../../src/domain/activity.ts';
import { uuidv7 } from '../../src/domain/ids.ts';
import { changedFields } from '../../src/domain/patch.ts';
import type { Person } from '../../src/domain/person.ts';
import { SignedIn } from '../../src/protocol/account.ts';
import { MAX_CHANGES, MAX_MUTATIONS } from '../../src/protocol/limits.ts';
import { PROTOCOL_VERSION, SyncResponse } from '../../src/protocol/sync.ts';

const newId = (): string => uuidv7(Date.now(), (bytes) => crypto.getRandomValues(bytes));

export interface SyncClient {
  readonly person: Person;
  readonly cookie: string;
  /** One plain sync request. */
  sync(mutations: readonly unknown[], cursor?: number): Promise<SyncResponse>;
  /** Sends new records, page after page, and expects each to be applied. */
  createAll(contents: readonly ActivityContent[]): Promise<void>;
}

/** A bare client for seeding and measuring: no store, no retries. */
export async function signInClient(origin: string, staffCode: string, password: string): Promise<SyncClient> {
  const headers = { 'content-type': 'application/json', origin };
  const answer = await fetch(`${origin}/api/sign-in`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ staffCode, password, device: 'bench' }),
  });
  if (!answer.ok) throw new Error(`Sign-in of ${staffCode} failed: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const { person } = SignedIn.parse(await answer.json());
  let known = { epoch: '', scope: '' };

  const sync = async (mutations: readonly unknown[], cursor = 0): Promise<SyncResponse> => {
    const body = {
      protocol: PROTOCOL_VERSION,
      accountId: person.id,
      app: 'bench',
      ...known,
      cursor,
      limit: MAX_CHANGES,
      held: { count: 0, attention: 0, persisted: false },
      note: [],
      mutations,
    };
    const reply = await fetch(`${origin}/api/sync`, { method: 'POST', headers: { ...headers, cookie }, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`Sync failed: ${reply.status} ${await reply.text()}`);
    const parsed = SyncResponse.parse(await reply.json());
    known = { epoch: parsed.epoch, scope: parsed.scope };
    return parsed;
  };

  return {
    person,
    cookie,
    sync,
    createAll: async (contents) => {
      let cursor = (await sync([], 0)).cursor;
      for (let start = 0; start < contents.length; start += MAX_MUTATIONS) {
        const page = contents.slice(start, start + MAX_MUTATIONS).map((content) => ({
          id: newId(),
          activityId: newId(),
          action: 'record',
          base: 0,
          patch: changedFields(undefined, content),
          at: new Date().toISOString(),
        }));
        const reply = await sync(page, cursor);
        const refused = reply.results.find((result) => result.status !== 'applied');
        if (refused) throw new Error(`A generated record was refused: ${JSON.stringify(refused)}`);
        cursor = reply.cursor;
      }
    },
  };
}
