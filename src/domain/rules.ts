import type { ActivityContent } from './activity.ts';
import { LIMITS } from './activity.ts';
import { type ActivityTypeSpec, activityType, countLimits } from './activity-types.ts';
import { isBorderMarker, rangesText } from './border-marker.ts';
import { type Day, daysBetween } from './day.ts';
import { MEASURE_KEYS, MEASURES, type Measures } from './measure.ts';
import { contains } from './period.ts';
import { covers, type Person } from './person.ts';
import { findItem, type Plan, takesRecords } from './plan.ts';
import { isValidOn, type Reference } from './reference.ts';
import { looksLikePersonalData } from './text.ts';
import { recordsForOn } from './units-on-day.ts';

/** Every reason a field may be refused (error) or questioned (warning); the labels hold one sentence for each. */
export const ISSUE_CODES = [
  'required',
  'notANumber',
  'tooSmall',
  'tooLarge',
  'tooLong',
  'tooMany',
  'notAChoice',
  'badMarker',
  'badUrl',
  'badDate',
  'future',
  'outsidePlan',
  'endBeforeStart',
  'seriesTooLong',
  'unknownPlan',
  'unknownItem',
  'itemNotCounted',
  'sameItemTwice',
  'unknownUnit',
  'unitNotYours',
  'sameUnitTwice',
  'unknownPartner',
  'unknownLocality',
  'localityNotValid',
  'vesselOwnersOverAttendees',
  'pledgesOverOwners',
  /** Said by former releases only; their answers are kept. */
  'broadcastTooLong',
  'correctedOverFindings',
  'nothingCounted',
  'unusual',
  'personalData',
  'possibleDuplicate',
] as const;
export type IssueCode = (typeof ISSUE_CODES)[number];

export interface Issue {
  readonly field: string;
  readonly code: IssueCode;
  readonly level: 'error' | 'warning';
  /** Numbers, days and names the sentence needs. */
  readonly params?: { readonly [name: string]: string | number };
}

/** What a record is checked against: on the phone as of its last pull, at the server as of now. */
export interface World extends Reference {
  readonly plan: Plan | undefined;
  readonly today: Day;
  /** Who records: for which units depends on the day of the record. */
  readonly person: Person;
  /** The record that is changed, as the server has it: what lies beyond a limit there may stay, but not grow. */
  readonly before?: ActivityContent | undefined;
}

const error = (field: string, code: IssueCode, params?: Issue['params']): Issue => ({
  field,
  code,
  level: 'error',
  ...(params && { params }),
});
const warning = (field: string, code: IssueCode, params?: Issue['params']): Issue => ({
  field,
  code,
  level: 'warning',
  ...(params && { params }),
});

function checkItems(content: ActivityContent, plan: Plan): Issue[] {
  const issues: Issue[] = [];
  const item = findItem(plan, content.itemCode);
  if (!item) issues.push(error('itemCode', 'unknownItem', { item: content.itemCode }));
  else if (!takesRecords(item)) issues.push(error('itemCode', 'itemNotCounted', { item: content.itemCode }));
  for (const code of content.alsoItemCodes) {
    const also = findItem(plan, code);
    if (code === content.itemCode) issues.push(error('alsoItemCodes', 'sameItemTwice', { item: code }));
    else if (!also) issues.push(error('alsoItemCodes', 'unknownItem', { item: code }));
    else if (!takesRecords(also)) issues.push(error('alsoItemCodes', 'itemNotCounted', { item: code }));
  }
  return issues;
}

function checkDays(content: ActivityContent, plan: Plan, today: Day): Issue[] {
  const issues: Issue[] = [];
  if (content.date > today) issues.push(error('date', 'future', { today }));
  else if (!contains(plan.period, content.date)) issues.push(error('date', 'outsidePlan', { from: plan.period.from, to: plan.period.to }));
  if (content.endDate !== undefined) {
    if (content.endDate < content.date) issues.push(error('endDate', 'endBeforeStart'));
    else if (daysBetween(content.date, content.endDate) > LIMITS.seriesDays)
      issues.push(error('endDate', 'seriesTooLong', { max: LIMITS.seriesDays }));
    else if (content.endDate > today) issues.push(error('endDate', 'future', { today }));
  }
  return issues;
}

function checkPlaces(content: ActivityContent, world: World): Issue[] {
  const issues: Issue[] = [];
  if (!world.units.some((unit) => unit.id === content.unitId)) issues.push(error('unitId', 'unknownUnit'));
  else if (!covers(recordsForOn(world.person, content.date, world.today), content.unitId)) issues.push(error('unitId', 'unitNotYours'));
  for (const id of content.coUnitIds) {
    if (id === content.unitId) issues.push(error('coUnitIds', 'sameUnitTwice'));
    else if (!world.units.some((unit) => unit.id === id)) issues.push(error('coUnitIds', 'unknownUnit'));
  }
  for (const id of content.partnerIds)
    if (!world.partners.some((partner) => partner.id === id)) issues.push(error('partnerIds', 'unknownPartner'));
  const locality = world.localities.find((locality) => locality.id === content.localityId);
  if (content.localityId === undefined) {
    if (activityType(content.type)?.localityRequired) issues.push(error('localityId', 'required'));
  } else if (!locality) issues.push(error('localityId', 'unknownLocality'));
  else if (!isValidOn(locality, content.date))
    issues.push(error('localityId', 'localityNotValid', { name: locality.name, date: content.date }));
  return issues;
}

/** What a record counts is held to the limits of each measure, also where it is computed from several fields. */
function checkMeasures({ own }: ActivityContent, { fields, feeds }: ActivityTypeSpec, before: ActivityContent | undefined): Issue[] {
  const counts = feeds(own);
  const counted: Measures = (before && activityType(before.type)?.feeds(before.own)) ?? {};
  return MEASURE_KEYS.flatMap((measure) => {
    const { warn, max } = MEASURES[measure];
    const value = counts[measure] ?? 0;
    if (value <= warn) return [];
    // Said at the last of the fields that make it so large.
    const field = Object.keys(fields).findLast((key) => feeds({ ...own, [key]: 0 })[measure] !== value) ?? '';
    const grows = value > (counted[measure] ?? 0);
    return value > max && grows ? error(field, 'tooLarge', { measure, max }) : warning(field, 'unusual', { measure, value, warn });
  });
}

function checkFigures(content: ActivityContent, { before, settings }: World): Issue[] {
  const spec = activityType(content.type);
  if (!spec) return [];
  const issues: Issue[] = [];
  for (const [field, fieldSpec] of Object.entries(spec.fields)) {
    const value = content.own[field];
    // Those an earlier setting let in may stay.
    const isStray = (marker: string): boolean =>
      !isBorderMarker(marker, settings?.markers) && !(before?.own[field] as readonly string[] | undefined)?.includes(marker);
    const stray = fieldSpec.kind === 'markers' && (value as readonly string[] | undefined)?.find(isStray);
    if (stray) issues.push(error(field, 'badMarker', { value: stray, ranges: rangesText(settings?.markers) }));
    if (fieldSpec.kind !== 'count' || typeof value !== 'number') continue;
    const { warn } = countLimits(fieldSpec);
    if (value > warn) issues.push(warning(field, 'unusual', { value, warn }));
  }
  for (const check of spec.checks ?? [])
    if (check.fails(content.own)) issues.push({ field: check.field, code: check.code, level: check.level });
  const more = checkMeasures(content, spec, before);
  // A field that is counted as it stands was asked about above.
  return [...issues, ...more.filter(({ field, code }) => !issues.some((issue) => issue.field === field && issue.code === code))];
}

/** Fields whose words may hold somebody's phone, paper or vessel number. */
export function personalFields(content: ActivityContent): string[] {
  const fields = activityType(content.type)?.fields ?? {};
  const texts = Object.entries({ note: content.note, placeNote: content.placeNote, ...content.own });
  return texts.flatMap(([field, value]) =>
    // Newspapers put long numbers into their addresses.
    typeof value === 'string' && fields[field]?.kind !== 'url' && looksLikePersonalData(value) ? [field] : [],
  );
}

/** All that the shape of a content cannot tell: references, days, cross-checks. The server refuses errors alone. */
export function checkContent(content: ActivityContent, world: World): Issue[] {
  const { plan } = world;
  if (!plan || plan.id !== content.planId) return [error('itemCode', 'unknownPlan')];
  return [
    ...checkItems(content, plan),
    ...checkDays(content, plan, world.today),
    ...checkPlaces(content, world),
    ...checkFigures(content, world),
    ...personalFields(content).map((field) => warning(field, 'personalData')),
  ];
}
