import { mayEndSignIn } from '../../domain/account-rights.ts';
import { instant } from '../../domain/day.ts';
import { ok } from '../../domain/result.ts';
import type { Device, DeviceLoss } from '../../protocol/account.ts';
import { LIST_DEVICES, NOTE_LOSS, SIGN_OUT_DEVICE } from '../../protocol/endpoints/devices.ts';
import { refuse } from '../http/refusal.ts';
import { addOften } from '../store/audit-often.ts';
import { saveNote } from '../store/declared.ts';
import {
  endDeviceToken,
  forgetLoss,
  type ListedDevice,
  type Loss,
  listDevices,
  listNeverSeen,
  type StoredDevice,
} from '../store/devices.ts';
import { forgetAnswerOf } from '../store/factors.ts';
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
    ...(isDesk && device.owner !== undefined && { owner: device.owner }),
    ...(device.loss && { loss: lossFor(device.loss) }),
  });

const list = defineRoute(LIST_DEVICES, {
  summary: 'Phones and browsers, the longest silent first: last contact and what each still holds',
  access: 'signedIn',
  async handle({ deps, who }) {
    const { reader } = deps.store;
    const isDesk = who.scope.devices === 'all';
    const devices = (await listDevices(reader, who.person, who.scope)).map(deviceFor(who.device, isDesk));
    if (who.scope.devices === 'own') return ok({ devices });
    const never = (await listNeverSeen(reader, who.person, who.scope)).map(({ person, passwordHash, name }) => ({
      person,
      open: passwordHash !== null,
      ...(isDesk && name !== null && { owner: name }),
    }));
    return ok({ devices, never });
  },
});

const signOut = defineRoute(SIGN_OUT_DEVICE, {
  summary: 'End the sign-in of a device, a lost phone say: of one of their own, or of somebody they stand above',
  access: 'signedIn',
  async handle({ deps, now, who, params }) {
    const device = (await listDevices(deps.store.reader, who.person, who.scope)).find((listed) => listed.id === params.id);
    if (!device) return refuse('notFound');
    if (!mayEndSignIn(who.person, device.person)) return refuse('forbidden');
    await deps.store.write(async (tx) => {
      await endDeviceToken(tx, device.id);
      // What a lost phone declared will hardly come: it leaves the figures, and its last report stays in the list.
      if (device.id !== who.device.id) {
        await saveNote(tx, device.id, []);
        await forgetAnswerOf(tx, device.id);
      }
      await addOften(tx, { kind: 'deviceEnded', ...doneBy({ who, now }), subject: device.person.id });
    });
    return ok(DONE);
  },
});

const takeNote = defineRoute(NOTE_LOSS, {
  summary: 'Somebody has taken note of what a phone lost: it is no longer shown',
  access: ['supervisor', 'admin'],
  async handle({ deps, now, who, params }) {
    const device = (await listDevices(deps.store.reader, who.person, who.scope)).find((listed) => listed.id === params.id);
    if (!device) return refuse('notFound');
    const missing = device.loss?.missing ?? 0;
    await deps.store.write(async (tx) => {
      await forgetLoss(tx, device.id);
      await addOften(tx, { kind: 'lossNoted', ...doneBy({ who, now }), subject: device.person.id, details: { count: missing } });
    });
    deps.log({ event: 'lossNoted', accountId: who.person.id, deviceId: device.id, missing });
    return ok(DONE);
  },
});

export const deviceRoutes = [list, signOut, takeNote];
