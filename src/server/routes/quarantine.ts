import { judgesQuarantine, mayJudgeQuarantine } from '../../domain/account-rights.ts';
import { instant } from '../../domain/day.ts';
import type { ActivityId } from '../../domain/ids.ts';
import { type Grant, inPlaceOf, type Person, scopeOn } from '../../domain/person.ts';
import { ok, type Result } from '../../domain/result.ts';
import { HAND_OVER } from '../../protocol/endpoints/hand-over.ts';
import { JUDGE_QUARANTINE, MAX_JUDGED, type QuarantinedChange, READ_QUARANTINE } from '../../protocol/endpoints/quarantine.ts';
import { MAX_BODY_BYTES } from '../../protocol/limits.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import type { AppDeps } from '../deps.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import type { Sender } from '../merge/page-work.ts';
import { addOften } from '../store/audit-often.ts';
import { type ListedDevice, listDevices } from '../store/devices.ts';
import { noteCleared } from '../store/lost-phones.ts';
import { layAside, listQuarantined, putAwaySince, type Quarantined, savePutAway, saveTaken } from '../store/quarantine.ts';
import { enterPage } from '../store/take-in.ts';
import { defineRoute, doneBy } from './route.ts';
import { asFarAs } from './taken-in.ts';

const handOver = defineRoute(HAND_OVER, {
  summary: 'What a phone that was reported as lost never sent: it is laid aside; and that the phone has cleared itself',
  access: 'lostPhone',
  maxBodyBytes: MAX_BODY_BYTES,
  async handle({ deps, now, who: { device }, body: { mutations, cleared } }) {
    const isLate = now >= (device.lost?.until ?? 0);
    const results = isLate
      ? mutations.map((raw) => ({ id: idOf(raw), status: 'late' as const }))
      : await deps.store.write(async (tx) => {
          if (mutations.length > 0)
            await addOften(tx, { kind: 'phoneHandedOver', at: now, deviceId: device.id, subject: device.person.id });
          return layAside(tx, device.id, mutations, now);
        });
    if (mutations.length > 0) {
      const aside = results.filter(({ status }) => status === 'quarantined').length;
      deps.log({ event: 'handedOver', accountId: device.person.id, deviceId: device.id, changes: mutations.length, aside });
    }
    if (cleared) {
      await deps.store.write(async (tx) => {
        await noteCleared(tx, device.id, cleared.left, now);
        await addOften(tx, { kind: 'phoneCleared', at: now, deviceId: device.id, subject: device.person.id });
      });
      deps.log({ event: 'lostPhoneCleared', accountId: device.person.id, deviceId: device.id, ...cleared });
    }
    return ok({ results });
  },
});

const MAX_ECHOED_ID = 80;
const idOf = (raw: unknown): string =>
  typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id.slice(0, MAX_ECHOED_ID) : '';

/** The device, for who may decide over what it handed over. One that is not there and one out of sight are the same answer. */
async function judgedDevice({ store }: AppDeps, who: SignedInPerson, id: string): Promise<Result<ListedDevice, Refusal>> {
  const device = (await listDevices(store.reader, who.person, who.scope)).find((listed) => listed.id === id);
  if (!device) return refuse('notFound');
  return mayJudgeQuarantine(who.person, device.person, who.today) ? ok(device) : refuse('forbidden');
}

const changeFor = ({ mutation, at, state, judgedBy, judgedAt }: Quarantined): QuarantinedChange => ({
  mutation,
  at: instant(at),
  state,
  ...(judgedBy !== undefined && { judgedBy }),
  ...(judgedAt !== undefined && { judgedAt: instant(judgedAt) }),
});

/** All changes of the first records. */
function firstRecords(changes: readonly Quarantined[]): readonly Quarantined[] {
  const records = new Set(changes.map(({ mutation }) => mutation.activityId));
  const first = new Set([...records].slice(0, MAX_JUDGED));
  return changes.filter(({ mutation }) => first.has(mutation.activityId));
}

const read = defineRoute(READ_QUARANTINE, {
  summary: 'What a lost phone handed over, word for word',
  access: 'signedIn',
  async handle({ deps, now, who, params }) {
    const device = await judgedDevice(deps, who, params.id);
    if (!device.ok) return device;
    const changes = await listQuarantined(deps.store.reader, device.value.id, putAwaySince(now));
    // What waits comes before what was put away.
    const ordered = [...changes.filter(({ state }) => state === 'waiting'), ...changes.filter(({ state }) => state === 'away')];
    const shown = firstRecords(ordered);
    return ok({ changes: shown.map(changeFor), more: shown.length < changes.length });
  },
});

/** The changes count as those of the owner, who made them. A lead takes in only what belongs to the units of the lead. */
function ownerFor(who: SignedInPerson, deviceId: string, owner: Person): Sender | undefined {
  const person = who.scope.managesAccounts ? owner : asFarAs(who, owner);
  return person && { person, scope: scopeOn(person, who.today), deviceId, enteredBy: who.person.id };
}

interface Judging {
  readonly deps: AppDeps;
  readonly now: number;
  readonly who: SignedInPerson;
  readonly device: ListedDevice;
  readonly activityIds: readonly ActivityId[];
}

const judgesInPlaceOf = ({ person, today }: SignedInPerson, { person: owner }: ListedDevice): Pick<Grant, 'standsInFor'> =>
  inPlaceOf(person, today, judgesQuarantine(person, owner, today));

async function takeIn({ deps, now, who, device, activityIds }: Judging): Promise<{ judged: number; refused: number }> {
  const sender = ownerFor(who, device.id, device.person);
  if (!sender) return { judged: 0, refused: activityIds.length };
  const { store, readReference, log } = deps;
  const wanted = new Set<string>(activityIds);
  const mutations = (await listQuarantined(store.reader, device.id, putAwaySince(now)))
    .map(({ mutation }) => mutation)
    .filter(({ activityId }) => wanted.has(activityId));
  const principal = judgesInPlaceOf(who, device);
  const { results } = await enterPage({ store, readReference, log, sender, now }, mutations, principal);
  const taken = mutations.filter((_, nth) => results[nth]?.status === 'applied' || results[nth]?.status === 'merged');
  const ids = new Set(taken.map(({ id }) => id));
  const refused = new Set(mutations.filter(({ id }) => !ids.has(id)).map(({ activityId }) => activityId));
  await store.write(async (tx) => {
    await saveTaken(tx, device.id, [...ids]);
    tx.chain.add({
      kind: 'quarantineTakenIn',
      ...doneBy({ who, now }),
      subject: device.person.id,
      details: { count: ids.size, ...principal },
    });
  });
  const records = new Set(mutations.map(({ activityId }) => activityId));
  return { judged: records.size - refused.size, refused: refused.size };
}

async function putAway({ deps, now, who, device, activityIds }: Judging): Promise<{ judged: number; refused: number }> {
  await deps.store.write(async (tx) => {
    await savePutAway(tx, device.id, activityIds, { by: who.person.id, at: now });
    tx.chain.add({
      kind: 'quarantinePutAway',
      ...doneBy({ who, now }),
      subject: device.person.id,
      details: { count: activityIds.length, ...judgesInPlaceOf(who, device) },
    });
  });
  return { judged: activityIds.length, refused: 0 };
}

const judge = defineRoute(JUDGE_QUARANTINE, {
  summary: 'Take records of a lost phone in under the name of its owner, or put them away',
  access: 'signedIn',
  async handle({ deps, now, who, params, body: { act, activityIds } }) {
    const device = await judgedDevice(deps, who, params.id);
    if (!device.ok) return device;
    const judged = await (act === 'takeIn' ? takeIn : putAway)({ deps, now, who, device: device.value, activityIds });
    deps.log({ event: 'quarantineJudged', accountId: who.person.id, deviceId: device.value.id, act, ...judged });
    return ok(judged);
  },
});

export const quarantineRoutes = [handOver, read, judge];
