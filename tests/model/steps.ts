import fc from 'fast-check';
import type { Review } from '../../src/client/store/records/review-activities.ts';
import { HARMS, type Harm } from './losses.ts';
import { FATES, type Fate } from './network.ts';
import { BROWSERS, CLONE, ITEMS, LOCALITIES, type Name, POISON, UNITS } from './office.ts';
import { twins } from './twin-steps.ts';

/** What a person types; null clears. */
export interface Typed {
  /** Into which plan it is put; what its item is there follows from `item`. */
  readonly plan?: 'first' | 'other';
  readonly item?: (typeof ITEMS)[number];
  readonly unit?: (typeof UNITS)[number];
  readonly locality?: (typeof LOCALITIES)[number];
  readonly attendees?: number;
  readonly daysAgo?: number;
  readonly note?: string | null;
  /** With a topic it is another type, with other fields. */
  readonly topic?: string | null;
}

interface On {
  readonly browser: number;
  readonly tab: 0 | 1;
}
/** Which of the records, requests or accounts at hand: a number beyond them begins anew. */
interface Pick {
  readonly pick: number;
}

export type Step =
  | ({ readonly do: 'create'; readonly typed: Typed } & On)
  | ({ readonly do: 'edit'; readonly typed: Typed } & On & Pick)
  | ({ readonly do: 'open' | 'withdraw' | 'restore' | 'takeBack' | 'discard' } & On & Pick)
  | ({ readonly do: 'judge'; readonly action: Review['action'] } & On & Pick)
  | ({ readonly do: 'sync'; readonly fates: readonly Fate[]; readonly hold: boolean; readonly size: number; readonly force: boolean } & On &
      Pick)
  /** The app of who was signed in here before, in a tab that has not noticed. */
  | ({ readonly do: 'syncOther' } & Pick)
  | ({ readonly do: 'release'; readonly fate: Fate } & Pick)
  | ({ readonly do: 'replay' } & Pick)
  | { readonly do: 'releaseAll' | 'arrive' | 'restart' | 'copy' | 'fallBack' | 'mend' }
  /** The supervisor saves the next version of the plan; phones that have not heard of it go on with theirs. */
  | { readonly do: 'amend'; readonly item: (typeof ITEMS)[number]; readonly way: 'end' | 'uncount' | 'close' | 'open' }
  /** The storage of a browser is kept as it is now; falls back to that, is emptied, or lags behind; is copied to another browser. */
  | { readonly do: 'keep' | 'clone'; readonly browser: number }
  | { readonly do: 'harm'; readonly harm: Harm; readonly browser: number }
  /** An earlier request comes again with the cookies of another device. */
  | { readonly do: 'replayAs'; readonly pick: number; readonly browser: number }
  | { readonly do: 'close'; readonly browser: number }
  | { readonly do: 'expire'; readonly who: Name }
  | { readonly do: 'signIn'; readonly browser: number; readonly pick: number }
  | { readonly do: 'signOut'; readonly browser: number; readonly online: boolean }
  | { readonly do: 'clock'; readonly browser: number; readonly skew: number }
  | { readonly do: 'wait'; readonly minutes: number };

const YEAR_MS = 365 * 86_400_000;
const HOUR_MS = 3_600_000;
/** 1970, 2001, seven hours behind, five years ahead, right. */
const SKEWS = [-56 * YEAR_MS, -25 * YEAR_MS, -7 * HOUR_MS, 5 * YEAR_MS, 0];

// The officer's phone is where most happens.
const browser = fc.constantFrom(0, 0, 0, 1, 2, 2, 3);
const on = { browser, tab: fc.constantFrom<(0 | 1)[]>(0, 0, 1) };
// Few records draw most hands, so that phones meet at them.
const pick = fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7);
/** Every field may be left as it is. */
const typed: fc.Arbitrary<Typed> = fc.record(
  {
    plan: fc.constantFrom('first', 'other'),
    item: fc.constantFrom(...ITEMS),
    unit: fc.constantFrom(UNITS[0], UNITS[0], UNITS[1]),
    locality: fc.constantFrom(...LOCALITIES),
    attendees: fc.integer({ min: 1, max: 9 }),
    // Both sides of the days on which month-parts begin; a day that is still to come is refused.
    daysAgo: fc.constantFrom(0, 3, 4, 17, 18, 0, 3, -20),
    note: fc.constantFrom('a', 'b', 'c', 'a', 'b', null, POISON),
    topic: fc.constantFrom('x', 'y', null),
  },
  { requiredKeys: [] },
);

// These do harm only where more comes together, so they are tried more often.
const bad: Fate[] = [...FATES.filter((fate) => fate !== 'fine'), 'swapped', 'swapped', 'lostAfter', 'lostAfter'];
const fate = fc.oneof({ weight: 2, arbitrary: fc.constant<Fate>('fine') }, { weight: 3, arbitrary: fc.constantFrom(...bad) });

const kind = <K extends Step['do']>(name: K) => fc.constant(name);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ do: kind('create'), typed, ...on }) },
  { weight: 14, arbitrary: fc.record({ do: kind('edit'), typed, pick, ...on }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constantFrom('withdraw' as const, 'restore' as const), pick, ...on }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('open' as const, 'takeBack' as const, 'discard' as const), pick, ...on }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: kind('judge'),
      action: fc.constantFrom<Review['action']>('confirm', 'confirm', 'return', 'markDuplicate', 'restore'),
      pick,
      browser: fc.constantFrom(2, 3),
      tab: on.tab,
    }),
  },
  {
    weight: 22,
    arbitrary: fc.record({
      do: kind('sync'),
      fates: fc.array(fate, { maxLength: 3 }),
      hold: fc.constantFrom(true, true, false),
      size: fc.constantFrom(1, 1, 2, 3, 8),
      force: fc.boolean(),
      pick,
      ...on,
    }),
  },
  { weight: 7, arbitrary: fc.record({ do: kind('release'), fate, pick }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('replay' as const, 'syncOther' as const), pick }) },
  {
    weight: 7,
    arbitrary: fc.record({ do: fc.constantFrom('releaseAll' as const, 'releaseAll' as const, 'releaseAll' as const, 'arrive' as const) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('restart' as const, 'mend' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: kind('close'), browser }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: kind('amend'),
      item: fc.constantFrom(...ITEMS),
      way: fc.constantFrom('end' as const, 'uncount' as const, 'close' as const, 'open' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: kind('expire'), who: fc.constantFrom<Name>('an', 'an', 'binh', 'lan') }) },
  { weight: 2, arbitrary: fc.record({ do: kind('signIn'), browser: fc.constantFrom(0, 0, 0, 1, 2), pick }) },
  { weight: 1, arbitrary: fc.record({ do: kind('signOut'), browser: fc.constantFrom(0, 0, 1), online: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: kind('clock'), browser, skew: fc.constantFrom(...SKEWS) }) },
  { weight: 3, arbitrary: fc.record({ do: kind('wait'), minutes: fc.constantFrom(1, 15, 600) }) },
);

/** Most schedules are of a few dozen steps, some of two hundred. */
const steps = (least: number): fc.Arbitrary<Step[]> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.array(step, { minLength: least, maxLength: 60, size: 'max' }) },
    { weight: 1, arbitrary: fc.array(step, { minLength: least, maxLength: 200, size: 'max' }) },
  );
const some = fc.array(step, { minLength: 5, maxLength: 25, size: 'max' });

const few = fc.array(step, { minLength: 2, maxLength: 10, size: 'max' });
const phone = fc.constantFrom(0, 0, 1, 2);
const unkind: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: kind('harm'), harm: fc.constantFrom(...HARMS), browser: phone }) },
  { weight: 1, arbitrary: fc.record({ do: kind('clone'), browser: phone }) },
  { weight: 1, arbitrary: fc.record({ do: kind('replayAs'), pick: fc.nat(20), browser: phone }) },
);
/** A page goes out and is answered, a small one so that something stays behind and the office hears of it; or a whole one. */
const heard = (on: number, size: number): Step => ({
  do: 'sync',
  fates: ['fine', 'lostAfter'],
  hold: false,
  size,
  force: true,
  pick: 0,
  browser: on,
  tab: 0,
});
/** Something is kept, more is done and heard, and then the storage is harmed or copied; from there on the copy takes part. */
const harmed: fc.Arbitrary<Step[]> = fc
  .tuple(few, phone, few, fc.constantFrom(1, 1, 8), unkind, few, unkind, few)
  .map(([first, kept, second, size, harm, third, again, last]): Step[] => {
    const onCopy = (list: Step[]): Step[] => list.map((one, at) => ('tab' in one && at % 3 === 2 ? { ...one, browser: CLONE } : one));
    const there = (one: Step): Step => (one.do === 'harm' ? { ...one, browser: kept } : one);
    return [
      ...first,
      { do: 'keep', browser: kept },
      ...second,
      heard(kept, size),
      there(harm),
      ...onCopy(third),
      there(again),
      ...onCopy(last),
    ];
  });

const KINDS = {
  plain: steps(20),
  /** Storages of phones are harmed. */
  harmed,
  /** An activity is logged more than once. */
  twins: fc.tuple(some, twins, some).map((parts) => parts.flat()),
  /** The office falls back to an older copy on the way. */
  fallBack: fc
    .tuple(some, some, some)
    .map(([first, lost, last]): Step[] => [...first, { do: 'copy' }, ...lost, { do: 'fallBack' }, ...last]),
};
export type ScheduleKind = keyof typeof KINDS;
export const isScheduleKind = (name: string): name is ScheduleKind => Object.hasOwn(KINDS, name);

/** Something special happens in three of seven, each in one. */
const anywhere: fc.Arbitrary<Step[]> = fc.oneof(
  { weight: 4, arbitrary: KINDS.plain },
  { weight: 1, arbitrary: KINDS.harmed },
  { weight: 1, arbitrary: KINDS.twins },
  { weight: 1, arbitrary: KINDS.fallBack },
);

/** The browsers that take part: those of the officers, of the lead, of the supervisor. */
const TAKING_PART = [[0], [0, 1], [0, 1], [0, 2], [0, 1, 2], [0, 2, 3], [0, 1, 2, 3]];

/** Of one kind, or of all. */
export const schedulesOf = (kind: ScheduleKind | undefined): fc.Arbitrary<Step[]> =>
  fc.tuple(kind ? KINDS[kind] : anywhere, fc.constantFrom(...TAKING_PART)).map(([list, taking]) =>
    list.flatMap((one): Step[] => {
      if (!('browser' in one) || one.browser === CLONE) return [one];
      const browser = taking.includes(one.browser) ? one.browser : taking[one.browser % taking.length];
      // Officers judge nothing.
      return one.do === 'judge' && browser !== one.browser ? [] : [{ ...one, browser: browser ?? 0 } as Step];
    }),
  );

const value = (one: unknown): string =>
  Array.isArray(one) ? one.join('+') || 'none' : typeof one === 'object' ? JSON.stringify(one) : String(one);

/** One line for a person to read. */
export const sentence = ({ do: what, ...rest }: Step): string => {
  const words = Object.entries(rest).map(([name, one]) =>
    name === 'browser' ? `on ${one} (${BROWSERS[one as number] ?? 'a copy'})` : `${name} ${value(one)}`,
  );
  return [what, ...words].join(', ');
};
