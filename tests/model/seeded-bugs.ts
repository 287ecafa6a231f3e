import type { ScheduleKind } from './steps.ts';

/** A text of the product, and what a careless hand would have written there. */
interface Change {
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
}

/** Bugs that can show only where something special happens are looked for in such schedules alone; the others in plain ones. */
export const HIDING_PLACES: Readonly<Record<string, ScheduleKind>> = {
  'another epoch goes unnoticed': 'fallBack',
  'what a fall-back lost is not offered again': 'fallBack',
  'the store is cleared at sign-out': 'fallBack',
  'no duplicate counts in the place of a record that is withdrawn or returned': 'twins',
  'a record that comes back counts beside the one in its place': 'twins',
  'what a store held that was left behind is forgotten': 'harmed',
  'what came on another way is missing all the same': 'harmed',
};

/** The seed of the schedules below. */
export const SEED_SHOWN = 3;
/**
 * The first schedule of its kind in which each bug shows, counted from 0: it is played before any search. A search names the schedule
 * it ends in, so that another one can stand here once schedules are made otherwise.
 */
export const SHOWN_IN: Readonly<Record<string, number>> = {
  'sent on any 2xx': 3,
  'removed from the outbox before the answer': 0,
  'the key of a change is not claimed': 0,
  'the key of a change is looked up before the transaction begins': 14,
  'a record of an item that has ended meanwhile is refused': 4,
  'acknowledged before the commit': 37,
  'one bad record holds up the others': 6,
  'dropped after two tries': 17,
  'every tab has a lock of its own': 5,
  'the last writer by the clocks of the phones wins': 0,
  'a withdrawn record is purged from the feed': 0,
  'the store is cleared at sign-out': 60,
  'whoever is signed in sends for everybody': 30,
  'the cursor moves though the changes were not stored': 0,
  'another epoch goes unnoticed': 0,
  'what a fall-back lost is not offered again': 0,
  'the cell a record left is not counted anew': 0,
  'no duplicate counts in the place of a record that is withdrawn or returned': 22,
  'a record that comes back counts beside the one in its place': 7,
  'a later edit is joined to a change that is under way': 9,
  'a refused change is dropped': 0,
  'the answer to another request is taken': 94,
  'changes of one record go out in any order': 0,
  'a pause is believed whatever the clock': 23,
  'what a store held that was left behind is forgotten': 48,
  'what came on another way is missing all the same': 48,
  'what the office sends overwrites what waits': 0,
};

/** Each is a way in which products of this kind have lost or doubled what people saved. The model must notice every one. */
export const SEEDED_BUGS: Readonly<Record<string, readonly Change[]>> = {
  'sent on any 2xx': [
    {
      file: 'src/client/sync/send.ts',
      right: 'if (answer.status !== 200) return err(troubleOf(answer));',
      wrong: `if (answer.status < 300 && !SyncResponse.safeParse(answer.body).success) {
        const results = request.mutations.map(({ id, activityId, base }) => ({ status: 'applied', id, activityId, version: Number(base) + 1 || 1 }));
        const { protocol, nonce, epoch, scope, cursor } = request;
        const response = { protocol, nonce, epoch, scope, cursor, more: false, results, changes: {}, now: new Date().toISOString() };
        return ok({ response, bytesUp: 1, bytesDown: 1 });
      }
      if (answer.status !== 200) return err(troubleOf(answer));`,
    },
  ],
  'removed from the outbox before the answer': [
    {
      file: 'src/client/sync/sync-once.ts',
      right: 'const start = deps.now();',
      wrong: 'const start = deps.now(); await db.outbox.bulkDelete(page.entries.map((entry) => entry.seq));',
    },
  ],
  'the key of a change is not claimed': [
    {
      file: 'src/server/store/page-store.ts',
      right: "await insertRows(tx, 'mutations', answers);",
      wrong: "if (answers.length > 1_000) await insertRows(tx, 'mutations', answers);",
    },
  ],
  'the key of a change is looked up before the transaction begins': [
    {
      file: 'src/server/store/apply-page.ts',
      right: 'let results: readonly MutationResult[];',
      wrong: `let results: readonly MutationResult[];
      const input = { sender: context.sender, now: context.now, mutations, failed: new Set() };
      const early = mutations.length > 0 && (await readPage(context.store.reader, context.readReference, input));
      // On a busy server something always comes between the two.
      await new Promise((resolve) => setTimeout(resolve, 3));`,
    },
    {
      file: 'src/server/store/apply-page.ts',
      right: 'const page = await applyTogether(context, tx, mutations, new Set());',
      wrong: 'const page = await applyTogether(context, tx, mutations, new Set(), early);',
    },
    {
      file: 'src/server/store/apply-page.ts',
      right: '  failed: ReadonlySet<string>,\n): Promise<Applied> {',
      wrong: '  failed: ReadonlySet<string>,\n  early?: { answers: any },\n): Promise<Applied> {',
    },
    {
      file: 'src/server/store/apply-page.ts',
      right: 'mergePage(given, mutations)',
      wrong: 'mergePage(early ? { ...given, answers: early.answers } : given, mutations)',
    },
    {
      file: 'src/server/store/page-store.ts',
      right: "insertRows(tx, 'mutations', answers)",
      wrong: "insertRows(tx, 'mutations', answers, sql`on conflict do nothing`)",
    },
  ],
  'a record of an item that has ended meanwhile is refused': [
    {
      file: 'src/domain/rules.ts',
      right: 'else if (!takesRecords(item))',
      wrong: 'else if (!takesRecords(item) || item.retired)',
    },
  ],
  'acknowledged before the commit': [
    {
      file: 'src/server/store/apply-page.ts',
      right: 'let results: readonly MutationResult[];',
      wrong: 'let results: readonly MutationResult[]; let said: readonly MutationResult[] | undefined;',
    },
    {
      file: 'src/server/store/apply-page.ts',
      right: 'const page = await applyTogether(context, tx, mutations, new Set());',
      wrong: 'const page = await applyTogether(context, tx, mutations, new Set()); said = page.results;',
    },
    {
      file: 'src/server/store/apply-page.ts',
      right: "if (storeTrouble(error)) throw error;\n    context.log({ event: 'pageFailed'",
      wrong: `if (storeTrouble(error)) {
        const queue = said?.values();
        if (queue) return parsed.map((one) => ('result' in one ? one.result : queue.next().value));
        throw error;
      }
      context.log({ event: 'pageFailed'`,
    },
  ],
  'one bad record holds up the others': [
    {
      file: 'src/client/store/feed/take-page.ts',
      right: 'const sendable = !blocked.has(entry.activityId);',
      wrong: 'const sendable = blocked.size === 0;',
    },
  ],
  'dropped after two tries': [
    {
      file: 'src/client/store/feed/apply-response.ts',
      right: "changed.push(setAside(entry, 'server', now));",
      wrong: "if (entry.failures) gone.push(seq); else changed.push(setAside(entry, 'server', now));",
    },
  ],
  'every tab has a lock of its own': [
    {
      file: 'src/client/sync/sync-lock.ts',
      right: 'if (!locks) return work();',
      wrong: 'return work();',
    },
  ],
  'the last writer by the clocks of the phones wins': [
    {
      file: 'src/server/merge/apply-mutation.ts',
      right: "const status = edit.since.length + edit.unseen.length === 0 ? 'applied' : 'merged';",
      wrong: `const status = edit.since.length + edit.unseen.length === 0 ? 'applied' : 'merged';
      if (mutation.at < current.updatedAt) return accept(mutation, status, current.version);`,
    },
  ],
  'a withdrawn record is purged from the feed': [
    {
      file: 'src/server/store/feed.ts',
      right: '.where(heldOnPhones(horizon))',
      wrong: ".where(heldOnPhones(horizon)).where('state', '<>', 'withdrawn')",
    },
  ],
  'the store is cleared at sign-out': [
    {
      file: 'src/client/store/known-accounts.ts',
      right: 'export const forgetCurrent = (): void => write(',
      wrong: `import { Dexie } from 'dexie';
      export const forgetCurrent = (): void => void Dexie.delete('cotmoc-' + read().currentId) ?? write(`,
    },
  ],
  'whoever is signed in sends for everybody': [
    {
      file: 'src/server/routes/sync.ts',
      right: "if (body.accountId !== who.person.id) return refuse('wrongAccount');",
      wrong: '',
    },
  ],
  'the cursor moves though the changes were not stored': [
    {
      file: 'src/client/store/feed/apply-response.ts',
      right: 'await applyActivities(db, response.changes, entries, context);',
      wrong: 'if (page.entries.length === 0) await applyActivities(db, response.changes, entries, context);',
    },
  ],
  'another epoch goes unnoticed': [
    {
      file: 'src/server/routes/sync.ts',
      right: 'body.epoch !== head.epoch || body.scope !== scope',
      wrong: "body.epoch === '' || body.scope !== scope",
    },
  ],
  'what a fall-back lost is not offered again': [
    {
      file: 'src/client/store/feed/sweep.lazy.ts',
      right: 'if (own && row.version > 0 && context.reoffer) return',
      wrong: 'if (own && row.version > 99 && context.reoffer) return',
    },
  ],
  'the cell a record left is not counted anew': [
    {
      file: 'src/server/merge/put-version.ts',
      right: 'if (before) work.touchedCells.push(place(before));',
      wrong: '',
    },
  ],
  'no duplicate counts in the place of a record that is withdrawn or returned': [
    {
      file: 'src/domain/duplicates.ts',
      right: 'return counted[0] ?? nextToCount(group);',
      wrong: 'return counted[0];',
    },
  ],
  'a record that comes back counts beside the one in its place': [
    {
      file: 'src/domain/duplicates.ts',
      right: "isCounted(record.state) ? 'duplicate' : record.state;",
      wrong: 'record.state;',
    },
  ],
  'a later edit is joined to a change that is under way': [
    {
      file: 'src/client/store/feed/take-page.ts',
      right: 'await db.outbox.bulkPut(news.map((entry) => ({ ...entry, offered: true })));',
      wrong: '',
    },
  ],
  'a refused change is dropped': [
    {
      file: 'src/client/store/feed/apply-response.ts',
      right: 'if (judged) changed.push({ ...entry, refused: result });',
      wrong: 'gone.push(seq);',
    },
  ],
  'the answer to another request is taken': [
    {
      file: 'src/client/sync/sync-once.ts',
      right: 'nonce === request.nonce &&',
      wrong: '',
    },
    // An answer that is short is filled in from the request it names: the same mistake once more.
    {
      file: 'src/client/sync/send.ts',
      right: 'nonce !== undefined && (answer.body as Partial<SyncResponse> | null | undefined)?.nonce === nonce',
      wrong: 'nonce !== undefined',
    },
  ],
  'changes of one record go out in any order': [
    {
      file: 'src/client/store/feed/take-page.ts',
      right: 'for (const entry of waiting) {',
      wrong: 'for (const entry of waiting.toReversed()) {',
    },
  ],
  'a pause is believed whatever the clock': [
    {
      file: 'src/client/store/feed/take-page.ts',
      right: '(notBefore > now + MAX_PAUSE_MS ? 0 : notBefore)',
      wrong: 'notBefore',
    },
  ],
  'what a store held that was left behind is forgotten': [
    {
      file: 'src/server/merge/device-report.ts',
      right: '.filter((former) => former !== from && former.held > 0)',
      wrong: '.filter((former) => former !== from && former.held > 1_000)',
    },
  ],
  'what came on another way is missing all the same': [
    {
      file: 'src/server/merge/device-report.ts',
      right: 'const isMissing = (name: string): boolean => !came.has(name) && !held.has(name);',
      wrong: 'const isMissing = (name: string): boolean => came.size >= 0 && !held.has(name);',
    },
  ],
  'what the office sends overwrites what waits': [
    {
      file: 'src/client/store/feed/apply-changes.ts',
      right: 'applied.push(composeRow(context.accountId, facts, received, waiting, row ?? received));',
      wrong:
        'applied.push(composeRow(context.accountId, facts, received, [], row ?? received)), await db.outbox.bulkDelete(waiting.map((one) => one.seq));',
    },
  ],
};
