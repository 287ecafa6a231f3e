import { keyOfSetting, type PlanSetting, type SettingPlace, settingKey } from '../../../domain/plan-setting.ts';
import { readAs, type SettingKind, type SettingOf, type SettingValue } from '../../../domain/setting-values.ts';
import type { PlanSettingChange } from '../../../protocol/endpoints/plan-settings.ts';
import type { ErrorCode } from '../../../protocol/refusal.ts';
import type { AppDb } from '../db.ts';
import { readFeedState } from '../feed/feed-state.ts';

/** What was set on this device and the office has not answered. */
export interface WaitingSetting<K extends SettingKind = SettingKind> {
  readonly change: Extract<PlanSettingChange, { kind: K }>;
  /** Why the office did not take it: it is not sent again by itself. */
  readonly refused?: ErrorCode;
}

/** A setting as this device knows it. */
export interface KnownSetting<K extends SettingKind> {
  /** As the office named it last. */
  readonly office: SettingOf<K> | undefined;
  readonly waiting: WaitingSetting<K> | undefined;
}

const WAITING = 'setting.waiting|';
const keyOfChange = (change: PlanSettingChange): string => settingKey(change, change.kind);

export const readSetting = <K extends SettingKind>(db: AppDb, place: SettingPlace, kind: K): Promise<KnownSetting<K>> =>
  db.transaction('r', [db.planSettings, db.meta], async () => {
    const key = settingKey(place, kind);
    const office = await db.planSettings.get(key);
    const waiting = (await db.meta.get(WAITING + key))?.value as WaitingSetting<K> | undefined;
    return { office: office && readAs(kind, office), waiting };
  });

/** What is in force here: own changes stand over what the office said last. */
export const settingInForce = <K extends SettingKind>({ office, waiting }: KnownSetting<K>): SettingValue<K> | undefined =>
  (waiting?.change.value ?? office?.value) as SettingValue<K> | undefined;

/** Everything that waits, whatever it is about. */
export const readWaitingSettings = async (db: AppDb): Promise<WaitingSetting[]> =>
  (await db.meta.where('key').startsWith(WAITING).toArray()).map(({ value }) => value as WaitingSetting);

/** Saves what is to be sent in the place of what waited so far. */
export const keepWaitingSetting = async (db: AppDb, waiting: WaitingSetting): Promise<void> => {
  await db.meta.put({ key: WAITING + keyOfChange(waiting.change), value: waiting });
};

/** A change waits under its id: somebody may have put another into its place while it was on its way. */
async function whereItWaits(db: AppDb, change: PlanSettingChange, act: (key: string) => Promise<unknown>): Promise<void> {
  const key = WAITING + keyOfChange(change);
  const now = (await db.meta.get(key))?.value as WaitingSetting | undefined;
  if (now?.change.id === change.id) await act(key);
}

export const refuseSetting = (db: AppDb, change: PlanSettingChange, refused: ErrorCode): Promise<void> =>
  db.transaction('rw', db.meta, async () => whereItWaits(db, change, (key) => db.meta.put({ key, value: { change, refused } })));

export const dropWaitingSetting = (db: AppDb, change: PlanSettingChange): Promise<void> =>
  db.transaction('rw', db.meta, async () => whereItWaits(db, change, (key) => db.meta.delete(key)));

/** Whether what is here came after this: the feed may have been quicker than the answer. */
const isLater = (here: PlanSetting, than: PlanSetting): boolean => here.at > than.at || here.former?.id === than.id;

/** Puts what the office answered where the feed will bring it too, and lets go of the change that it answers. */
export const settleSetting = (db: AppDb, change: PlanSettingChange, answer: PlanSetting): Promise<void> =>
  db.transaction('rw', [db.planSettings, db.meta], async () => {
    const key = keyOfSetting(answer);
    const here = await db.planSettings.get(key);
    const { run } = await readFeedState(db);
    if (!here || !isLater(here, answer)) await db.planSettings.put({ ...answer, key, feed: run });
    await whereItWaits(db, change, (waits) => db.meta.delete(waits));
  });
