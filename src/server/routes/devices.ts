import { endsSignIn, mayEndSignIn } from '../../domain/account-rights.ts';
import { instant } from '../../domain/day.ts';
import { inPlaceOf, type Person } from '../../domain/person.ts';
import { ok, type Result } from '../../domain/result.ts';
import { tidyLine } from '../../domain/text.ts';
import type { Device, DeviceLoss } from '../../protocol/account.ts';
import type { AuditDetails } from '../../protocol/endpoints/audit.ts';
import { LIST_DEVICES, NAME_DEVICE, NOTE_LOSS, REPORT_LOST, SIGN_OUT_DEVICE } from '../../protocol/endpoints/devices.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import type { AppDeps } from '../deps.ts';
import { type Refusal, refuse } from '../http/refusal.ts';
import { addOften } from '../store/audit-often.ts';
import { saveNote } from '../store/declared.ts';
import {
  endDeviceToken,
  forgetLoss,
  isOver,
  type ListedDevice,
  type Loss,
  listDevices,
  listNeverSeen,
  nameDevice,
  type StoredDevice,
} from '../store/devices.ts';
import { forgetAnswerOf } from '../store/factors.ts';
import { reportLost } from '../store/lost-phones.ts';
import { DONE, defineRoute, doneBy } from './route.ts';

const lossFor = ({ at, heldAt, held, now, received, missing }: Loss): DeviceLoss => ({
  at: instant(at),
  ...(heldAt !== undefined && { heldAt: instant(heldAt) }),
  held,
  now,
  received,
  missing,
});

/** Names are the desk's: who looks after all phones. */
export const deviceFor =
  (current: StoredDevice, isDesk: boolean) =>
  (device: ListedDevice): Device => ({
    id: device.id,
    person: device.person,
    name: device.name,
    app: device.app,
    createdAt: instant(device.createdAt),
    seenAt: instant(device.seenAt),
    held: device.held.count,
    ...(device.held.oldestAt !== undefined && { oldestAt: device.held.oldestAt }),
    attention: device.held.attention,
    persisted: device.held.persisted,
    signedOut: device.signedOut,
    current: device.id === current.id,
    ...(device.ownName !== undefined && { ownName: device.ownName }),
    ...(device.installed && { installed: true as const }),
    ...(device.lost && {
      lost: {
        at: instant(device.lost.at),
        until: instant(device.lost.until),
        ...(device.lost.clearedAt !== undefined && { clearedAt: instant(device.lost.clearedAt) }),
      },
    }),
    ...(device.quarantined > 0 && { quarantined: device.quarantined }),
    ...(isDesk && device.owner !== undefined && { owner: device.owner }),
    ...(device.loss && { loss: lossFor(device.loss) }),
  });

const list = defineRoute(LIST_DEVICES, {
  summary: 'Phones and browsers, the longest silent first: last contact and what each still holds',
  access: 'signedIn',
  async handle({ deps, now, who }) {
    const { reader } = deps.store;
    const isDesk = who.scope.devices === 'all';
    const listed = (await listDevices(reader, who.person, who.scope)).filter((device) => !isOver(device, now));
    const devices = listed.map(deviceFor(who.device, isDesk));
    if (who.scope.devices === 'own') return ok({ devices });
    const never = (await listNeverSeen(reader, who.person, who.scope)).map(({ person, passwordHash, name }) => ({
      person,
      open: passwordHash !== null,
      ...(isDesk && name !== null && { owner: name }),
    }));
    return ok({ devices, never });
  },
});

/** In whose place a device of this owner is seen to. */
const endsInPlaceOf = ({ person, today }: SignedInPerson, owner: Person): AuditDetails =>
  inPlaceOf(person, today, endsSignIn(person, owner, today));

/** The device, for who may end its sign-in. */
async function endableDevice({ store }: AppDeps, who: SignedInPerson, id: string): Promise<Result<ListedDevice, Refusal>> {
  const device = (await listDevices(store.reader, who.person, who.scope)).find((listed) => listed.id === id);
  if (!device) return refuse('notFound');
  return mayEndSignIn(who.person, device.person, who.today) ? ok(device) : refuse('forbidden');
}

const signOut = defineRoute(SIGN_OUT_DEVICE, {
  summary: 'End the sign-in of a device, a lost phone say: of one of their own, or of somebody they stand above',
  access: 'signedIn',
  async handle({ deps, now, who, params }) {
    const found = await endableDevice(deps, who, params.id);
    if (!found.ok) return found;
    const { id, person } = found.value;
    await deps.store.write(async (tx) => {
      await endDeviceToken(tx, id, now);
      // What a phone declared that nobody is signed in on will hardly come: it leaves the figures, and its last report stays in the list.
      if (id !== who.device.id) {
        await saveNote(tx, id, []);
        await forgetAnswerOf(tx, id);
      }
      await addOften(tx, { kind: 'deviceEnded', ...doneBy({ who, now }), subject: person.id, details: endsInPlaceOf(who, person) });
    });
    return ok(DONE);
  },
});

const DAY_MS = 86_400_000;

const reportAsLost = defineRoute(REPORT_LOST, {
  summary: 'A phone is lost: its sign-in ends, it is told to clear itself, and what it hands over until then is laid aside',
  access: 'signedIn',
  async handle({ deps, now, who, params, body }) {
    const found = await endableDevice(deps, who, params.id);
    if (!found.ok) return found;
    const { id, person } = found.value;
    await deps.store.write(async (tx) => {
      await reportLost(tx, id, now + body.graceDays * DAY_MS, now);
      await saveNote(tx, id, []);
      await forgetAnswerOf(tx, id);
      tx.chain.add({ kind: 'phoneReportedLost', ...doneBy({ who, now }), subject: person.id, details: endsInPlaceOf(who, person) });
    });
    deps.log({ event: 'phoneReportedLost', accountId: who.person.id, ownerId: person.id, deviceId: id, graceDays: body.graceDays });
    return ok(DONE);
  },
});

const name = defineRoute(NAME_DEVICE, {
  summary: 'What a person calls a phone',
  access: 'signedIn',
  tidiesText: true,
  async handle({ deps, who, now, params, body }) {
    const found = await endableDevice(deps, who, params.id);
    if (!found.ok) return found;
    const { id, person } = found.value;
    await deps.store.write(async (tx) => {
      await nameDevice(tx, id, tidyLine(body.name.replace(/\p{C}/gu, ' ')));
      await addOften(tx, { kind: 'deviceNamed', ...doneBy({ who, now }), subject: person.id, details: endsInPlaceOf(who, person) });
    });
    return ok(DONE);
  },
});

const NOTERS = ['supervisor', 'admin'] as const;

const takeNote = defineRoute(NOTE_LOSS, {
  summary: 'Somebody has taken note of what a phone lost: it is no longer shown',
  access: NOTERS,
  async handle({ deps, now, who, params }) {
    const device = (await listDevices(deps.store.reader, who.person, who.scope)).find((listed) => listed.id === params.id);
    if (!device) return refuse('notFound');
    const missing = device.loss?.missing ?? 0;
    await deps.store.write(async (tx) => {
      await forgetLoss(tx, device.id);
      const principal = inPlaceOf(who.person, who.today, ({ role }) => NOTERS.some((noter) => noter === role));
      const details = { count: missing, ...principal };
      await addOften(tx, { kind: 'lossNoted', ...doneBy({ who, now }), subject: device.person.id, details });
    });
    deps.log({ event: 'lossNoted', accountId: who.person.id, deviceId: device.id, missing });
    return ok(DONE);
  },
});

export const deviceRoutes = [list, signOut, reportAsLost, name, takeNote];
