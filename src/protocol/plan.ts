import * as z from 'zod/mini';
import { Day } from '../domain/day.ts';
import { ItemCode, LocalityId, PartnerId, PlanId, RequestId, UnitId } from '../domain/ids.ts';
import { MeasureName } from '../domain/measure.ts';
import { Milestone, Occurrence } from '../domain/milestone.ts';
import { OfficeSettings } from '../domain/office-settings.ts';
import { PLAN_LIMITS, Plan, PlanItem, Retired, Schedule } from '../domain/plan.ts';
import { Locality, LocalityLevel, Partner, Unit } from '../domain/reference.ts';
import { ENTRY_KINDS, MAX_TOGETHER } from '../domain/reference-changes.ts';
import { SetTargetRequest } from './progress.ts';
import { listOf, MAX_COUNT, sentText, within } from './request-values.ts';

/** Largest request that saves a plan, once inflated (bytes): a thousand items with their texts. */
export const MAX_PLAN_BYTES = 4 * 1024 * 1024;

/** So many times what the rules of a plan allow, so that these can still say by name what is too much. */
const ROOM = 5;
const long = sentText(PLAN_LIMITS.text * ROOM);
const short = sentText(PLAN_LIMITS.title * ROOM);
/** Most units, types, months, days and followers of one item. */
const MAX_OF_ITEM = 1_000;
const ofItem = <T extends z.ZodMiniType>(entry: T) => z.readonly(listOf(entry, MAX_OF_ITEM));
const VersionNumber = within(0, MAX_COUNT);

/** An item and a plan as they are sent: everything in them ends somewhere. */
const SentItem = z.readonly(
  z.strictObject({
    ...PlanItem.def.innerType.shape,
    marker: z.nullable(short),
    kind: short,
    title: short,
    text: long,
    body: z.optional(long),
    leadUnit: z.nullable(short),
    coUnits: ofItem(short),
    schedule: z.readonly(
      z.strictObject({
        ...Schedule.def.innerType.shape,
        quarters: z.optional(listOf(within(1, 4), MAX_OF_ITEM)),
        months: z.optional(listOf(within(1, 12), MAX_OF_ITEM)),
      }),
    ),
    measures: ofItem(MeasureName),
    usualTypes: ofItem(short),
    milestone: z.optional(
      z.readonly(z.strictObject({ ...Milestone.def.innerType.shape, occurrences: ofItem(Occurrence), unitIds: ofItem(UnitId) })),
    ),
    note: z.optional(long),
    retired: z.optional(
      z.readonly(z.strictObject({ ...Retired.def.innerType.shape, version: VersionNumber, successorCodes: ofItem(ItemCode) })),
    ),
  }),
);
const SentPlan = z.readonly(
  z.strictObject({
    ...Plan.def.innerType.shape,
    version: VersionNumber,
    amendment: z.optional(z.strictObject({ number: z.nullable(short), date: z.nullable(Day) })),
    agency: short,
    number: z.nullable(short),
    year: within(1, 9_999),
    title: short,
    items: z.readonly(listOf(SentItem, PLAN_LIMITS.items * ROOM)),
  }),
);

/**
 * A whole version of a plan, to hold from now on. `plan.version` is one more than the version it was made upon (1 for a new
 * plan); where another version came between, the answer is `planChanged`. Saying the same again changes nothing.
 */
export const SavePlanRequest = z.strictObject({
  plan: SentPlan,
  /** Set together with the plan. */
  targets: z.array(SetTargetRequest).check(z.maxLength(2_000)),
});
export type SavePlanRequest = z.infer<typeof SavePlanRequest>;
export const SavePlanResponse = z.strictObject({ plan: Plan });

/** One version as a list of them shows it. */
export const PlanVersion = z.strictObject({
  version: z.int(),
  number: z.nullable(z.string()),
  date: z.nullable(Day),
  items: z.int(),
  closed: z.boolean(),
  at: z.iso.datetime(),
  /** Staff code of who saved it; null where it came with the installation. */
  by: z.nullable(z.string()),
});
export type PlanVersion = z.infer<typeof PlanVersion>;
export const PlanVersions = z.strictObject({ planId: PlanId, versions: z.array(PlanVersion) });
export const PlanOfVersion = z.strictObject({ plan: Plan });

const name = z.string().check(z.minLength(1), z.maxLength(200));
const aliases = z.array(name).check(z.maxLength(40));
/** Most entries that merge into one or follow one: the communes of a whole province. */
const MAX_SUCCESSION = 200;

const newUnit = {
  kind: z.literal('unit'),
  name,
  shortName: name,
  aliases,
  from: z.optional(Day),
  followsIds: z.array(UnitId).check(z.maxLength(MAX_SUCCESSION)),
};
const newLocality = {
  kind: z.literal('locality'),
  name,
  level: LocalityLevel,
  parentId: z.nullable(LocalityId),
  from: z.optional(Day),
  followsIds: z.array(LocalityId).check(z.maxLength(MAX_SUCCESSION)),
};
const newPartner = {
  kind: z.literal('partner'),
  name,
  from: z.optional(Day),
  followsIds: z.array(PartnerId).check(z.maxLength(MAX_SUCCESSION)),
};

/**
 * Adds a unit, place or partner. The server makes its id; what it follows is closed on the day before `from` and names it as
 * successor. Said again under the same `requestId`, it gets the first answer and adds nothing.
 */
export const AddReferenceRequest = z.discriminatedUnion('kind', [
  z.strictObject({ ...newUnit, requestId: RequestId }),
  z.strictObject({ ...newLocality, requestId: RequestId }),
  z.strictObject({ ...newPartner, requestId: RequestId }),
]);
export type AddReferenceRequest = z.infer<typeof AddReferenceRequest>;

/** Adds a list of them, all or none. An entry may name one before it in the list by its place, as `idTogether` writes it. */
export const AddReferenceListRequest = z.strictObject({
  requestId: RequestId,
  entries: z
    .array(z.discriminatedUnion('kind', [z.strictObject(newUnit), z.strictObject(newLocality), z.strictObject(newPartner)]))
    .check(z.minLength(1), z.maxLength(MAX_TOGETHER)),
});
export type AddReferenceListRequest = z.infer<typeof AddReferenceListRequest>;

const EntryId = z.string().check(z.minLength(1), z.maxLength(40));

/** Ends a unit, place or partner with a day (its last), or opens it again with null. */
export const CloseReferenceRequest = z.strictObject({
  kind: z.enum(ENTRY_KINDS),
  id: EntryId,
  to: z.nullable(Day),
  /** Entries there are already that take its place from the next day on; all of them, none where it is opened again. */
  successorIds: z.array(EntryId).check(z.maxLength(MAX_SUCCESSION)),
  /** Places that lie in it and end on the same day. */
  alsoIds: z.optional(z.array(EntryId).check(z.maxLength(MAX_TOGETHER))),
});
export type CloseReferenceRequest = z.infer<typeof CloseReferenceRequest>;

/** Replaces the other names of a unit. */
export const SetAliasesRequest = z.strictObject({ unitId: UnitId, aliases });
export type SetAliasesRequest = z.infer<typeof SetAliasesRequest>;

const Position = z.int().check(z.minimum(1), z.maximum(9_999));
const MarkerRange = z.strictObject({ from: Position, to: Position }).check(z.refine(({ from, to }) => from <= to));
/** Most ranges one office has. */
export const MAX_RANGES = 20;
export const MarkerRanges = z.array(MarkerRange).check(z.maxLength(MAX_RANGES));

/** Replaces those of the office's settings that are named; the others stay. */
export const SetSettingsRequest = z.strictObject({
  markers: z.optional(MarkerRanges),
  hiddenTypes: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(40))).check(z.maxLength(60))),
  pinUnits: z.optional(z.array(UnitId).check(z.maxLength(200))),
});
export type SetSettingsRequest = z.infer<typeof SetSettingsRequest>;
export const SetSettingsResponse = z.strictObject({ settings: OfficeSettings });

/** The rows as they are now, those that changed on the way included. */
export const ReferenceRows = z.strictObject({ units: z.array(Unit), localities: z.array(Locality), partners: z.array(Partner) });
export type ReferenceRows = z.infer<typeof ReferenceRows>;
