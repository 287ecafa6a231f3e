import * as z from 'zod/mini';
import { ACTIVITY_TYPES, activityType, countLimits, type FieldSpec, type FieldValue, type OwnFields } from './activity-types.ts';
import { MARKER_FORM } from './border-marker.ts';
import { Day } from './day.ts';
import { ItemCode, LocalityId, PartnerId, PlanId, UnitId } from './ids.ts';
import { tidyText } from './text.ts';

export const AUDIENCE_GROUPS = [
  'officials',
  'publicEmployees',
  'armedForces',
  'residents',
  'members',
  'fishermen',
  'vesselOwners',
  'students',
  'businesses',
  'others',
] as const;
export type AudienceGroup = (typeof AUDIENCE_GROUPS)[number];

/** What the office made of a record. A draft exists on the phone only and has no such state. */
export const RECORD_STATES = ['sent', 'confirmed', 'returned', 'withdrawn', 'duplicate'] as const;
export const RecordState = z.enum(RECORD_STATES);
export type RecordState = z.infer<typeof RecordState>;

const MAX_SERIES_DAYS = 31;
export const LIMITS = {
  alsoItems: 3,
  coUnits: 6,
  partners: 6,
  audienceGroups: 6,
  placeNote: 80,
  note: 500,
  seriesDays: MAX_SERIES_DAYS,
} as const;

/** Stored text is NFC, tidy and never empty: an unanswered field is absent. */
const text = (max: number) =>
  z.string().check(
    z.minLength(1),
    z.maxLength(max),
    z.refine((value) => tidyText(value) === value),
  );
const distinct = <T extends z.ZodMiniType>(item: T, max: number) =>
  z.readonly(
    z.array(item).check(
      z.maxLength(max),
      z.refine((list) => new Set(list).size === list.length),
    ),
  );

const HTTPS = /^https:\/\/[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?$/;
export const isHttpsUrl = (value: string): boolean => HTTPS.test(value);

function valueSchema(spec: FieldSpec): z.ZodMiniType<FieldValue> {
  switch (spec.kind) {
    case 'count': {
      const { min, max } = countLimits(spec);
      return z.int().check(z.minimum(min), z.maximum(max));
    }
    case 'text':
      return text(spec.max);
    case 'url':
      return text(spec.max).check(z.refine(isHttpsUrl));
    case 'choice':
      return z.enum(spec.options as [string, ...string[]]);
    case 'choices':
      return distinct(z.enum(spec.options as [string, ...string[]]), spec.max);
    case 'markers':
      return distinct(z.string().check(z.regex(MARKER_FORM)), spec.max);
  }
}

const ownSchemas = new Map(
  Object.keys(ACTIVITY_TYPES).map((type) => {
    const fields = Object.entries(activityType(type)?.fields ?? {});
    return [
      type,
      z.strictObject(
        Object.fromEntries(fields.map(([key, spec]) => [key, spec.required ? valueSchema(spec) : z.optional(valueSchema(spec))])),
      ),
    ];
  }),
);

/** The shape of one type's own fields. */
export const ownFieldsSchema = (type: string): z.ZodMiniType<OwnFields> | undefined =>
  ownSchemas.get(type) as z.ZodMiniType<OwnFields> | undefined;

const CommonFields = {
  planId: PlanId,
  /** Primary item: the one place this record counts. */
  itemCode: ItemCode,
  /** Items it also serves; they never add to totals. */
  alsoItemCodes: distinct(ItemCode, LIMITS.alsoItems),
  type: z.string().check(z.refine((type) => ownSchemas.has(type))),
  date: Day,
  /** Last day of a series; the record counts whole on `date`. */
  endDate: z.optional(Day),
  unitId: UnitId,
  coUnitIds: distinct(UnitId, LIMITS.coUnits),
  partnerIds: distinct(PartnerId, LIMITS.partners),
  localityId: z.optional(LocalityId),
  placeNote: z.optional(text(LIMITS.placeNote)),
  audienceGroups: distinct(z.enum(AUDIENCE_GROUPS), LIMITS.audienceGroups),
  /** The figures are guesses; they print with "khoảng". */
  estimated: z.boolean(),
  note: z.optional(text(LIMITS.note)),
};

/**
 * What an officer states about one activity, without what the office and the server add. `own` holds the fields of
 * its type; its shape is checked by the registry.
 */
export const ActivityContent = z.readonly(
  z
    // Not z.record: that drops a key named __proto__ in silence, and the strict shape must see it to refuse it.
    .strictObject({ ...CommonFields, own: z.unknown() })
    .check(z.refine((content) => ownSchemas.get(content.type)?.safeParse(content.own).success === true, { path: ['own'] })),
);
export type ActivityContent = Omit<z.infer<typeof ActivityContent>, 'own'> & { readonly own: OwnFields };

/** Parses what came over the wire or out of a store; undefined where it is no valid content. */
export function parseContent(value: unknown): ActivityContent | undefined {
  const parsed = ActivityContent.safeParse(value);
  return parsed.success ? (parsed.data as ActivityContent) : undefined;
}

export const COMMON_FIELDS = Object.keys(CommonFields) as (keyof typeof CommonFields)[];
export type CommonField = (typeof COMMON_FIELDS)[number];
