import { type Accessor, createMemo } from 'solid-js';
import { type SettingPlace, settingKey } from '../../domain/plan-setting.ts';
import { maySetFor } from '../../domain/plan-setting-rights.ts';
import type { SettingKind, SettingValue } from '../../domain/setting-values.ts';
import { PlanSettingChange } from '../../protocol/endpoints/plan-settings.ts';
import { useApp } from '../app-context.ts';
import {
  dropWaitingSetting,
  type KnownSetting,
  keepWaitingSetting,
  readSetting,
  type WaitingSetting,
} from '../store/lists/plan-settings.ts';
import { createLiveQuery } from '../store/live.ts';

export interface Setting<K extends SettingKind> {
  /** Undefined until it is read. */
  readonly known: Accessor<KnownSetting<K> | undefined>;
  /** Whether this person sets it for the office. */
  readonly maySet: Accessor<boolean>;
  /** Saves it here and sends it; says what became of it by then. */
  readonly set: (value: SettingValue<K>) => Promise<'sent' | 'waits' | 'invalid'>;
  /** Lets go of what waits. */
  readonly drop: (waiting: WaitingSetting<K>) => Promise<void>;
}

/** What the office sets for a plan, as this device knows it, and the way to set it: at once where there is a signal, else later. */
export function createSetting<K extends SettingKind>(place: Accessor<SettingPlace>, kind: K): Setting<K> {
  const app = useApp();
  // With its place: what belongs to another is not taken for this one while that is read.
  const read = createLiveQuery(async () => {
    const at = place();
    return { key: settingKey(at, kind), setting: await readSetting(app.db, at, kind) };
  });
  const known = createMemo(() => {
    const now = read();
    return now?.key === settingKey(place(), kind) ? now.setting : undefined;
  });
  return {
    known,
    maySet: () => maySetFor(app.scope, place().unitId),
    async set(value) {
      const { planId, unitId } = place();
      const change = PlanSettingChange.safeParse({ id: app.newId(), planId, unitId, kind, value });
      if (!change.success) return 'invalid';
      await keepWaitingSetting(app.db, { change: change.data });
      // What goes wrong on the way is no reason to say that it was not saved.
      await import('./send-settings.lazy.ts').then(({ sendSettings }) => sendSettings(app.db)).catch(() => undefined);
      const now = await readSetting(app.db, { planId, unitId }, kind);
      return now.waiting === undefined ? 'sent' : 'waits';
    },
    drop: (waiting) => dropWaitingSetting(app.db, waiting.change),
  };
}
