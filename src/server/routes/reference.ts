import type { RequestId, UnitId } from '../../domain/ids.ts';
import type { OfficeSettings } from '../../domain/office-settings.ts';
import { inPlaceOf, scopeOf } from '../../domain/person.ts';
import type { Reference } from '../../domain/reference.ts';
import { addEntries, addEntry, closeEntries, type ReferenceIssue, setAliases } from '../../domain/reference-changes.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import type { AuditDetails } from '../../protocol/endpoints/audit.ts';
import { ADD_REFERENCE, ADD_REFERENCE_LIST, CLOSE_REFERENCE, SET_ALIASES, SET_SETTINGS } from '../../protocol/endpoints/reference.ts';
import { ReferenceRows } from '../../protocol/plan.ts';
import { newRowId, sha256 } from '../auth/secrets.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { giveSuccessors } from '../store/accounts.ts';
import { addOften } from '../store/audit-often.ts';
import { findReferenceRequest, keepReferenceRequest, saveReference } from '../store/reference.ts';
import type { WriteTx } from '../store/store.ts';
import { type Call, defineRoute, doneBy } from './route.ts';

/** Those whose scope says `managesReference`. */
const MANAGERS = ['supervisor', 'admin'] as const;
/** Forty long names with all their marks. */
const MAX_BYTES = 64 * 1024;
/** A thousand of them with names as long as names are. */
const MAX_LIST_BYTES = 512 * 1024;

type Doing = Pick<Call<Endpoint, SignedInPerson>, 'who' | 'now'>;
type Answer = Result<ReferenceRows, Refusal>;

const managesInPlaceOf = ({ who: { person, today } }: Pick<Doing, 'who'>): AuditDetails =>
  inPlaceOf(person, today, (post) => scopeOf(post).managesReference);

const rowsOf = ({ units, localities, partners }: Reference) => [
  ...units.map((data) => ({ kind: 'unit', id: data.id, data }) as const),
  ...localities.map((data) => ({ kind: 'locality', id: data.id, data }) as const),
  ...partners.map((data) => ({ kind: 'partner', id: data.id, data }) as const),
];

/** What follows a unit from now on and did not before. */
function newSuccessors(before: Reference, after: Reference): Map<UnitId, UnitId[]> {
  const known = new Map(before.units.map((unit) => [unit.id, unit.successorIds ?? []]));
  return new Map(
    after.units.map(({ id, successorIds = [] }) => [id, successorIds.filter((successorId) => !known.get(id)?.includes(successorId))]),
  );
}

/** The rules looked at what is there now, under the lock of this transaction: what they allow is saved. */
async function save(tx: WriteTx, call: Doing, before: Reference, result: Result<Reference, ReferenceIssue>): Promise<Answer> {
  // The names of fields and issues are ours; what people typed stays out of the answer and the log.
  if (!result.ok) return refuse('referenceInvalid', { detail: `${result.error.field}: ${result.error.code}` });
  await saveReference(tx, rowsOf(result.value));
  await giveSuccessors(tx, newSuccessors(before, result.value));
  const details = { count: rowsOf(result.value).length, ...managesInPlaceOf(call) };
  await addOften(tx, { kind: 'referenceChanged', ...doneBy(call), details });
  return ok(ReferenceRows.parse(result.value));
}

type Adding = Pick<Call<typeof ADD_REFERENCE | typeof ADD_REFERENCE_LIST, SignedInPerson>, 'deps' | 'now' | 'who'>;

/** Adds what was not added under this id before; a repeat gets the first answer. */
async function addOnce(
  { deps, now, who }: Adding,
  { requestId: id, ...words }: { readonly requestId: RequestId },
  make: (before: Reference) => Result<Reference, ReferenceIssue>,
): Promise<Answer> {
  const asked = { id, accountId: who.person.id, hash: sha256(JSON.stringify(words)) };
  return deps.store.write(async (tx) => {
    const first = await findReferenceRequest(tx.db, id);
    if (first) {
      const isSame = first.accountId === asked.accountId && first.hash === asked.hash;
      return isSame ? ok(ReferenceRows.parse(first.answer)) : refuse('badRequest', { detail: 'requestId' });
    }
    const before = await deps.readReference(tx.db);
    const answer = await save(tx, { who, now }, before, make(before));
    if (answer.ok) await keepReferenceRequest(tx, { ...asked, answer: answer.value }, now);
    return answer;
  });
}

export const referenceRoutes = [
  defineRoute(ADD_REFERENCE, {
    summary: 'Add a unit, place or partner, also in the place of others from a day on',
    access: MANAGERS,
    tidiesText: true,
    maxBodyBytes: MAX_BYTES,
    handle: (call) =>
      addOnce(call, call.body, (before) => {
        const { requestId: _, ...entry } = call.body;
        return addEntry(before, newRowId(call.deps.fillRandom), entry);
      }),
  }),
  defineRoute(ADD_REFERENCE_LIST, {
    summary: 'Add a list of units, places or partners, all of them or none',
    access: MANAGERS,
    tidiesText: true,
    maxBodyBytes: MAX_LIST_BYTES,
    handle: (call) =>
      addOnce(call, call.body, (before) => {
        const { entries } = call.body;
        return addEntries(
          before,
          entries.map(() => newRowId(call.deps.fillRandom)),
          entries,
        );
      }),
  }),
  defineRoute(CLOSE_REFERENCE, {
    summary: 'End a unit, place or partner with a day, or open it again',
    access: MANAGERS,
    maxBodyBytes: MAX_BYTES,
    handle: ({ deps, now, who, body }) =>
      deps.store.write(async (tx) => {
        const before = await deps.readReference(tx.db);
        return save(tx, { who, now }, before, closeEntries(before, body, body.alsoIds ?? []));
      }),
  }),
  defineRoute(SET_ALIASES, {
    summary: 'Replace the other names of a unit',
    access: MANAGERS,
    tidiesText: true,
    maxBodyBytes: MAX_BYTES,
    handle: ({ deps, now, who, body }) =>
      deps.store.write(async (tx) => {
        const before = await deps.readReference(tx.db);
        return save(tx, { who, now }, before, setAliases(before, body.unitId, body.aliases));
      }),
  }),
  defineRoute(SET_SETTINGS, {
    summary:
      'Replace settings of the office, those that are named: its border markers, the kinds of work it has no use for, and the units that ask for a PIN on phones',
    access: MANAGERS,
    stepUp: true,
    handle: ({ deps, now, who, body }) =>
      deps.store.write(async (tx) => {
        const { settings: before, units } = await deps.readReference(tx.db);
        const pinUnits = body.pinUnits ?? before?.pinUnits;
        if (body.pinUnits?.some((id) => !units.some((unit) => unit.id === id))) return refuse('badRequest', { detail: 'pinUnits' });
        const settings: OfficeSettings = {
          ...before,
          id: 'office',
          markers: body.markers ?? before?.markers ?? [],
          hiddenTypes: body.hiddenTypes ?? before?.hiddenTypes ?? [],
          ...(pinUnits && { pinUnits }),
        };
        await saveReference(tx, [{ kind: 'setting', id: settings.id, data: settings }]);
        await addOften(tx, { kind: 'settingsChanged', ...doneBy({ who, now }), details: managesInPlaceOf({ who }) });
        if (body.pinUnits) deps.log({ event: 'pinUnitsSet', accountId: who.person.id, units: body.pinUnits.length });
        return ok({ settings });
      }),
  }),
];
