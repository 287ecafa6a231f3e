import { type Accessor, createEffect, createMemo, on } from 'solid-js';
import { settingKey } from '../../../domain/plan-setting.ts';
import { type Letterhead, proposeLetterhead } from '../../../domain/report/letterhead.ts';
import type { SettingOf } from '../../../domain/setting-values.ts';
import { useApp } from '../../app-context.ts';
import { createSetting, type Setting } from '../../office/create-setting.ts';
import { settingInForce, type WaitingSetting } from '../../store/lists/plan-settings.ts';
import { type OwnLetterhead, readOwnLetterhead, saveOwnLetterhead } from '../../store/lists/report-inputs.ts';
import { createAutosavedInput } from './autosaved-input.ts';
import type { ReportChoice } from './report-choice.ts';

export const LETTERHEAD_PARTS = [
  'parentBody',
  'agency',
  'agencyInText',
  'symbol',
  'place',
  'signer',
  'recipients',
] as const satisfies readonly (keyof Letterhead)[];

/** The places in which two letterheads differ. */
export const differingParts = (left: Letterhead, right: Letterhead): (keyof Letterhead)[] =>
  LETTERHEAD_PARTS.filter((part) => left[part] !== right[part]);

export type LetterheadSetting = SettingOf<'letterhead'>;

/** Where the letterhead of a report stands: with the office, on its way there, or in the hands of who types. */
export interface LetterheadState {
  /** What stands on the paper. Undefined until it is read. */
  readonly value: Accessor<Letterhead | undefined>;
  /** What this person typed and has not given to the office, where it is other than what the paper would bear without. */
  readonly own: Accessor<Letterhead | undefined>;
  readonly office: Accessor<LetterheadSetting | undefined>;
  readonly waiting: Accessor<WaitingSetting<'letterhead'> | undefined>;
  /** The office has set another while this person had text of their own. */
  readonly hasCome: Accessor<boolean>;
  readonly maySet: Accessor<boolean>;
  readonly change: (part: Partial<Letterhead>) => void;
  /** Puts a whole letterhead into the hands of the person; without one, what they typed goes. */
  readonly take: (letterhead: Letterhead | undefined) => void;
  readonly set: Setting<'letterhead'>['set'];
  /** What waits is not sent: it goes back into the hands of the person. */
  readonly takeBack: (waiting: WaitingSetting<'letterhead'>) => Promise<void>;
}

/** What was typed for the reports of a place. */
interface Draft {
  readonly place: string;
  readonly own: OwnLetterhead | undefined;
}

const placeOf = ({ plan, unit }: ReportChoice) => ({ planId: plan.id, unitId: unit?.id });
const keyOf = ({ plan, unit }: ReportChoice): string => settingKey({ planId: plan.id, unitId: unit?.id ?? null }, 'letterhead');

/** The letterhead of a report: as the office set it, under what waits to be sent, under what this person types. */
export function createLetterhead(choice: Accessor<ReportChoice>): LetterheadState {
  const app = useApp();
  const setting = createSetting(() => ({ planId: choice().plan.id, unitId: choice().unit?.id ?? null }), 'letterhead');
  // The report of a unit begins with what the office set for its own.
  const ofOffice = createSetting(() => ({ planId: choice().plan.id, unitId: null }), 'letterhead');
  const draft = createAutosavedInput<Draft, ReportChoice>(choice, {
    read: async (at) => ({ place: keyOf(at), own: await readOwnLetterhead(app.db, placeOf(at)) }),
    write: (at, { own }) => saveOwnLetterhead(app.db, placeOf(at), own),
  });
  /** That of this place alone: the one before may still be written. */
  const typed = () => {
    const now = draft.value();
    return now?.place === keyOf(choice()) ? now : undefined;
  };
  /** What the paper bears where nobody types. */
  const base = createMemo((): Letterhead | undefined => {
    const [known, office] = [setting.known(), ofOffice.known()];
    return known && office && (settingInForce(known) ?? proposeLetterhead(choice().plan, choice().unit, settingInForce(office)));
  });
  const own = createMemo(() => {
    const [mine, under] = [typed()?.own, base()];
    return mine && under && differingParts(mine.letterhead, under).length > 0 ? mine : undefined;
  });
  // What the office has by now need not stand here as somebody's own.
  createEffect(
    on(base, (under) => {
      if (under && typed()?.own && !own()) draft.change({ own: undefined });
    }),
  );
  const office = () => setting.known()?.office;
  const waiting = () => setting.known()?.waiting;
  const take = (letterhead: Letterhead | undefined): void => {
    const upon = own() ? own()?.upon : (waiting()?.change.id ?? office()?.id);
    draft.change({ own: letterhead && { letterhead, upon } });
  };
  const value = () => (typed() ? (own()?.letterhead ?? base()) : undefined);
  return {
    value,
    own: () => own()?.letterhead,
    office,
    waiting,
    hasCome: () => {
      const [mine, theirs] = [own(), office()];
      return mine !== undefined && theirs !== undefined && theirs.id !== mine.upon && !waiting();
    },
    maySet: setting.maySet,
    change: (part) => {
      const [now, under] = [value(), base()];
      if (!now || !under) return;
      const next = { ...now, ...part };
      take(differingParts(next, under).length > 0 ? next : undefined);
    },
    take,
    set: setting.set,
    async takeBack(waits) {
      // What was typed since stays; otherwise it lies on the disk as typed before it is no longer there to be sent.
      if (!own()) {
        const mine = { letterhead: waits.change.value, upon: office()?.id };
        await saveOwnLetterhead(app.db, placeOf(choice()), mine);
        draft.change({ own: mine });
      }
      await setting.drop(waits);
    },
  };
}
