import * as z from 'zod/mini';
import { Cell, cellKey, DeclaredCell } from '../domain/cell.ts';
import { Closing } from '../domain/closing/closing.ts';
import { ActivityId } from '../domain/ids.ts';
import { MilestoneMark, markKey } from '../domain/milestone.ts';
import { OfficeSettings } from '../domain/office-settings.ts';
import { Person } from '../domain/person.ts';
import { Plan } from '../domain/plan.ts';
import { keyOfSetting, PlanSetting } from '../domain/plan-setting.ts';
import { Locality, Partner, Unit } from '../domain/reference.ts';
import { Target, targetKey } from '../domain/target.ts';
import { ServerActivity } from './server-activity.ts';

type Schema = z.ZodMiniType;

/**
 * An entry of the table, as code sees it that runs over all lists. `appliedAs` says what a phone does with the list: `rows` are
 * stored as they come, `records` and their removal meet own waiting changes, and a list that comes `whole` replaces the former.
 */
export type FeedEntry = { readonly row: Schema } & (
  | {
      readonly appliedAs: 'rows';
      /** Under what a phone stores a row. */
      readonly key: 'id' | 'key';
      readonly keyOf: (row: never) => string;
      /** A row of which this is true is taken away instead of stored. */
      readonly isGone?: (row: never) => boolean;
      /** How the server's reference data names a row; without it the list has a reader of its own there. */
      readonly kind: string | undefined;
    }
  | { readonly appliedAs: 'records'; readonly keyOf?: (row: never) => string }
  | { readonly appliedAs: 'whole' }
);

const idOf = ({ id }: { readonly id: unknown }): string => String(id);

/** Rows without an id: a phone stores each under a key made from it. */
const byKey = <S extends Schema, const K extends string | undefined = undefined>(row: S, keyOf: (row: z.infer<S>) => string, kind?: K) =>
  ({ appliedAs: 'rows', row, key: 'key', keyOf, kind: kind as K }) as const;

/** Rows that a phone stores under the id each has. */
const byId = <S extends z.ZodMiniType<{ readonly id: string }>, const K extends string | undefined = undefined>(row: S, kind?: K) =>
  ({ ...byKey(row, idOf, kind), key: 'id' }) as const;

/**
 * The lists that phones carry. The wire, the server's feed, the code of a phone that applies, parks and sweeps, and the check of
 * its tables run over this table.
 */
export const FEED_LISTS = {
  plans: byId(Plan, 'plan'),
  targets: byKey(Target, targetKey, 'target'),
  marks: byKey(MilestoneMark, markKey, 'mark'),
  units: byId(Unit, 'unit'),
  localities: byId(Locality, 'locality'),
  partners: byId(Partner, 'partner'),
  settings: byId(OfficeSettings, 'setting'),
  people: byId(Person),
  closings: byId(Closing),
  planSettings: byKey(PlanSetting, keyOfSetting),
  activities: { appliedAs: 'records', row: ServerActivity, keyOf: idOf },
  /** Records no longer this person's to see. */
  removed: { appliedAs: 'records', row: ActivityId },
  cells: { ...byKey(Cell, cellKey), isGone: ({ records }: Cell) => records === 0 },
  /** All that other phones declare, replacing what was known; sent only when it changed. */
  declared: { appliedAs: 'whole', row: DeclaredCell },
} as const satisfies { readonly [list: string]: FeedEntry };

export type FeedList = keyof typeof FEED_LISTS;
export type FeedRow<L extends FeedList> = z.infer<(typeof FEED_LISTS)[L]['row']>;

/** The lists that a phone applies in one way. */
export type FeedListsThat<W extends (typeof FEED_LISTS)[FeedList]['appliedAs']> = {
  [L in FeedList]: (typeof FEED_LISTS)[L]['appliedAs'] extends W ? L : never;
}[FeedList];

/** The lists that come from the server's reference data. */
export type ReferenceList = { [L in FeedList]: (typeof FEED_LISTS)[L] extends { readonly kind: string } ? L : never }[FeedList];

export const FEED_ENTRIES = Object.entries(FEED_LISTS) as unknown as readonly (readonly [FeedList, FeedEntry])[];

type OptionalLists = {
  readonly [L in FeedList]: z.ZodMiniOptional<z.ZodMiniArray<(typeof FEED_LISTS)[L]['row']>>;
};
const optionalLists = Object.fromEntries(FEED_ENTRIES.map(([list, { row }]) => [list, z.optional(z.array(row))]));

/** Rows changed since the cursor that this person may see. Absent lists are empty. */
export const Changes = z.strictObject(optionalLists as unknown as OptionalLists);
export type Changes = z.infer<typeof Changes>;
