import { AppDb } from '../../src/client/store/db.ts';
import { openDb } from '../../src/client/store/open-db.ts';
import { recordActivity } from '../../src/client/store/records/record-activity.ts';
import { type Review, reviewActivities } from '../../src/client/store/records/review-activities.ts';
import { restoreActivity, withdrawActivity } from '../../src/client/store/records/withdraw-activity.ts';
import { createStoreSeal } from '../../src/client/store/seal/store-seal.ts';
import type { SyncOutcome } from '../../src/client/sync/outcome.ts';
import type { Send } from '../../src/client/sync/send.ts';
import { syncOnce } from '../../src/client/sync/sync-once.ts';
import { syncUntilDone } from '../../src/client/sync/sync-until-done.ts';
import type { ActivityContent } from '../../src/domain/activity.ts';
import { AccountId, type ActivityId } from '../../src/domain/ids.ts';
import { ok } from '../../src/domain/result.ts';
import type { Mutation } from '../../src/protocol/mutation.ts';
import type { MutationResult, REJECT_REASONS } from '../../src/protocol/mutation-result.ts';
import type { ServerActivity } from '../../src/protocol/server-activity.ts';
import { PROTOCOL_VERSION, type SyncResponse } from '../../src/protocol/sync.ts';
import type { SyncRequest } from '../../src/protocol/sync-request.ts';
import { makeContent, newId } from '../domain/make.ts';

export const NOW = Date.parse('2024-06-12T03:00:00Z');
export const newActivityId = (): ActivityId => newId() as ActivityId;

let phones = 0;

/** A phone as the person holds it: its store, its clock, and what they do with it. */
export class TestPhone {
  readonly db: AppDb;
  readonly clock = { now: NOW };
  online = true;

  constructor(db: AppDb) {
    this.db = db;
  }

  get accountId(): AccountId {
    return this.db.accountId;
  }

  get mint() {
    return { now: this.clock.now, newId };
  }

  deps = {
    now: () => this.clock.now,
    newId,
    app: 'test',
    isPersisted: async () => true,
    isOnline: () => this.online,
  };

  /** Saves a record, or a correction of it, and says its id. */
  async record(change: Readonly<Record<string, unknown>> = {}, id = newActivityId()): Promise<ActivityId> {
    await this.save(id, makeContent(change));
    return id;
  }

  save(id: ActivityId, content: ActivityContent): Promise<void> {
    return recordActivity(this.db, { id, content, authorId: this.accountId, ...this.mint });
  }

  withdraw(id: ActivityId): Promise<void> {
    return withdrawActivity(this.db, { id, ...this.mint });
  }

  restore(id: ActivityId): Promise<void> {
    return restoreActivity(this.db, { id, ...this.mint });
  }

  /** Decides about a record; says whether that was possible. */
  async review(id: ActivityId, decision: Omit<Review, 'ids' | 'now' | 'newId'>): Promise<boolean> {
    return (await reviewActivities(this.db, { ids: [id], ...decision, ...this.mint })).length === 1;
  }

  syncOnce(send: Send, force = false): Promise<SyncOutcome> {
    return syncOnce(this.db, send, this.deps, force);
  }

  sync(send: Send): Promise<SyncOutcome> {
    return syncUntilDone(this.db, send, this.deps);
  }

  async row(id: ActivityId) {
    const row = await this.db.activities.get(id);
    if (!row) throw new Error(`No record ${id} on the phone`);
    return row;
  }

  async mutations(id?: ActivityId): Promise<Mutation[]> {
    const entries = await this.db.outbox.toArray();
    return entries.filter((entry) => id === undefined || entry.activityId === id).map((entry) => entry.mutation);
  }
}

/** Under `SEALED=1` every phone has its store sealed, so that any test of a store can be run upon such a one. */
const SEAL = process.env['SEALED'] === '1' ? createStoreSeal(new Uint8Array(32).fill(7)) : undefined;

export async function openPhone(accountId?: string): Promise<TestPhone> {
  phones += 1;
  const id = AccountId.parse(accountId ?? `phone-${phones}`);
  return new TestPhone(await openDb(id, undefined, new AppDb(id, { suffix: '', ...(SEAL && { seal: SEAL }) })));
}

const mutationsOf = (request: SyncRequest): Mutation[] => request.mutations as Mutation[];

export const applied = ({ id, activityId, base }: Mutation, version = typeof base === 'number' ? base + 1 : 2): MutationResult => ({
  status: 'applied',
  id,
  activityId,
  version,
});

/** An answer of the server: everything applied and no news, but for what the test says. */
export const answer = (request: SyncRequest, change: Partial<SyncResponse> = {}): SyncResponse => ({
  protocol: PROTOCOL_VERSION,
  ...(request.nonce !== undefined && { nonce: request.nonce }),
  epoch: 'e1',
  scope: 's1',
  cursor: request.cursor + 1,
  more: false,
  ...(request.epoch === '' && { restarted: true as const }),
  results: mutationsOf(request).map((one) => applied(one)),
  changes: {},
  now: new Date(NOW).toISOString(),
  ...change,
});

type Responder = (request: SyncRequest) => SyncResponse | Promise<SyncResponse>;

/** A link on which every request arrives and is answered so. */
export const respond =
  (responder: Responder): Send =>
  async (request) => {
    const copy = structuredClone(request);
    return ok({ response: structuredClone(await responder(copy)), bytesUp: 500, bytesDown: 500 });
  };

export const acknowledgeAll: Send = respond((request) => answer(request));

export const results = (judge: (mutation: Mutation) => MutationResult): Send =>
  respond((request) => answer(request, { results: mutationsOf(request).map(judge) }));

export const rejected = ({ id }: Mutation, reason: (typeof REJECT_REASONS)[number] = 'invalid'): MutationResult => ({
  status: 'rejected',
  id,
  reason,
});

/** A record as the server tells it. */
export const serverActivity = (id: ActivityId, authorId: AccountId, change: Partial<ServerActivity> = {}): ServerActivity => ({
  id,
  version: 1,
  state: 'sent',
  authorId,
  content: makeContent() as ServerActivity['content'],
  createdAt: '2024-06-12T02:00:00.000Z',
  updatedAt: '2024-06-12T02:00:00.000Z',
  ...change,
});

const unanswered: Send = async () => ({ ok: false, error: { kind: 'offline' } });

/**
 * A phone that made a record and gave it another type. Both changes have arrived and came back with the feed, their answers have
 * not: the first does not fit upon the record that came of them.
 */
export async function openOvertaken() {
  const phone = await openPhone();
  const id = await phone.record({ note: 'một' });
  await phone.syncOnce(unanswered);
  const change = { note: 'một', type: 'outreachSession', own: { sessions: 1, attendees: 4, topic: 'x' } };
  await phone.record(change, id);
  await phone.syncOnce(unanswered);
  const server = serverActivity(id, phone.accountId, { version: 2, content: makeContent(change) as never });
  await phone.syncOnce(respond((request) => answer(request, { results: [], changes: { activities: [server] } })));
  return { phone, id, change, content: makeContent(change) };
}
