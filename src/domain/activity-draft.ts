import { type ActivityContent, AUDIENCE_GROUPS, isHttpsUrl, LIMITS, parseContent } from './activity.ts';
import { type ActivityTypeSpec, activityType, countLimits, type FieldSpec, type FieldValue } from './activity-types.ts';
import { isBorderMarker, splitMarkers } from './border-marker.ts';
import { parseCount } from './count-text.ts';
import { Day } from './day.ts';
import { type ActivityId, ItemCode, LocalityId, PartnerId, PlanId, UnitId } from './ids.ts';
import { err, ok, type Result } from './result.ts';
import { checkContent, type Issue, type IssueCode, type World } from './rules.ts';
import { tidyLine, tidyText } from './text.ts';

/** What stands in a form: text as typed, kept even when wrong. */
export type DraftValue = string | boolean | readonly string[];
export interface ActivityDraft {
  readonly id: ActivityId;
  readonly type: string;
  /** By field name, common and own fields alike. */
  readonly values: { readonly [field: string]: DraftValue };
}

export interface DraftCheck {
  readonly content: ActivityContent | undefined;
  readonly issues: readonly Issue[];
}

const refuse = (field: string, code: IssueCode, params?: Issue['params']): Result<never, Issue> =>
  err({ field, code, level: 'error', ...(params && { params }) });
const missing = (field: string, required: boolean): Result<undefined, Issue> => (required ? refuse(field, 'required') : ok(undefined));

const asText = (value: DraftValue | undefined): string => (typeof value === 'string' ? value : '');
const asList = (value: DraftValue | undefined): readonly string[] => (Array.isArray(value) ? value : []);

/**
 * Where the text of a list's field lies while it is still typed and no entry of the list has been made of it: beside the
 * list, so that a draft keeps it and a record takes it in.
 */
export const typedInto = (field: string): string => `${field}.typed`;

function parseList(
  field: string,
  value: DraftValue | undefined,
  max: number,
  required: boolean,
  wrong: (entry: string) => IssueCode | undefined,
): Result<readonly string[] | undefined, Issue> {
  const list = [...new Set(asList(value).map(tidyLine).filter(Boolean))];
  if (list.length === 0) return missing(field, required);
  if (list.length > max) return refuse(field, 'tooMany', { max });
  for (const entry of list) {
    const code = wrong(entry);
    if (code) return refuse(field, code, { value: entry });
  }
  return ok(list);
}

function parseText(
  field: string,
  value: DraftValue | undefined,
  max: number,
  required: boolean,
  lines: boolean,
): Result<string | undefined, Issue> {
  const text = lines ? tidyText(asText(value)) : tidyLine(asText(value));
  if (text === '') return missing(field, required);
  return text.length > max ? refuse(field, 'tooLong', { max, length: text.length }) : ok(text);
}

function parseField(field: string, spec: FieldSpec, values: ActivityDraft['values']): Result<FieldValue | undefined, Issue> {
  const value = values[field];
  const required = spec.required === true;
  switch (spec.kind) {
    case 'count': {
      const count = parseCount(asText(value));
      if (count === undefined) return missing(field, required);
      if (count === null) return refuse(field, 'notANumber', { value: tidyLine(asText(value)) });
      const { min, max } = countLimits(spec);
      if (count < min) return refuse(field, 'tooSmall', { min });
      return count > max ? refuse(field, 'tooLarge', { max }) : ok(count);
    }
    case 'text':
      return parseText(field, value, spec.max, required, false);
    case 'url': {
      const url = parseText(field, value, spec.max, required, false);
      return url.ok && url.value !== undefined && !isHttpsUrl(url.value) ? refuse(field, 'badUrl') : url;
    }
    case 'choice': {
      const choice = asText(value);
      if (choice === '') return missing(field, required);
      return spec.options.includes(choice) ? ok(choice) : refuse(field, 'notAChoice');
    }
    case 'choices':
      return parseList(field, value, spec.max, required, (option) => (spec.options.includes(option) ? undefined : 'notAChoice'));
    case 'markers': {
      const all = [...asList(value), ...splitMarkers(asText(values[typedInto(field)]))];
      return parseList(field, all, spec.max, required, (marker) => (isBorderMarker(marker) ? undefined : 'badMarker'));
    }
  }
}

function parseDay(field: string, value: DraftValue | undefined, required: boolean): Result<string | undefined, Issue> {
  const text = asText(value).trim();
  if (text === '') return missing(field, required);
  return Day.safeParse(text).success ? ok(text) : refuse(field, 'badDate');
}

type IdSchema = typeof ItemCode | typeof LocalityId | typeof PartnerId | typeof PlanId | typeof UnitId;

/** An id no schema takes (out of a link, say) is answered like one that is not known. */
function parseId(
  field: string,
  value: DraftValue | undefined,
  schema: IdSchema,
  unknown: IssueCode,
  required = true,
): Result<string | undefined, Issue> {
  const text = tidyLine(asText(value));
  if (text === '') return missing(field, required);
  return schema.safeParse(text).success ? ok(text) : refuse(field, unknown);
}
const wrongId =
  (schema: IdSchema, unknown: IssueCode) =>
  (id: string): IssueCode | undefined =>
    schema.safeParse(id).success ? undefined : unknown;

const isGroup = (group: string): IssueCode | undefined =>
  (AUDIENCE_GROUPS as readonly string[]).includes(group) ? undefined : 'notAChoice';

function parseCommon(values: ActivityDraft['values'], spec: ActivityTypeSpec): Record<string, Result<FieldValue | undefined, Issue>> {
  return {
    planId: parseId('itemCode', values['planId'], PlanId, 'unknownPlan'),
    itemCode: parseId('itemCode', values['itemCode'], ItemCode, 'unknownItem'),
    alsoItemCodes: parseList('alsoItemCodes', values['alsoItemCodes'], LIMITS.alsoItems, false, wrongId(ItemCode, 'unknownItem')),
    date: parseDay('date', values['date'], true),
    endDate: parseDay('endDate', values['endDate'], false),
    unitId: parseId('unitId', values['unitId'], UnitId, 'unknownUnit'),
    coUnitIds: parseList('coUnitIds', values['coUnitIds'], LIMITS.coUnits, false, wrongId(UnitId, 'unknownUnit')),
    partnerIds: parseList('partnerIds', values['partnerIds'], LIMITS.partners, false, wrongId(PartnerId, 'unknownPartner')),
    localityId: parseId('localityId', values['localityId'], LocalityId, 'unknownLocality', spec.localityRequired),
    placeNote: parseText('placeNote', values['placeNote'], LIMITS.placeNote, false, false),
    audienceGroups: parseList('audienceGroups', values['audienceGroups'], LIMITS.audienceGroups, false, isGroup),
    note: parseText('note', values['note'], LIMITS.note, false, true),
  };
}

/** "So often a day" only helps to fill a total; text that filled nothing must not vanish when the record is saved. */
function checkPerDay(values: ActivityDraft['values']): Result<undefined, Issue> {
  const typed = asText(values['perDay']);
  const isAsked = asText(values['date']) < asText(values['endDate']);
  return isAsked && parseCount(typed) === null ? refuse('perDay', 'notANumber', { value: tidyLine(typed) }) : ok(undefined);
}

const LISTS = ['alsoItemCodes', 'coUnitIds', 'partnerIds', 'audienceGroups'];

/** Turns a form into a record, or says field by field what must be mended. Warnings come along either way. */
export function checkDraft(draft: ActivityDraft, world: World): DraftCheck {
  const spec = activityType(draft.type);
  if (!spec) return { content: undefined, issues: [{ field: 'type', code: 'notAChoice', level: 'error' }] };
  const issues: Issue[] = [];
  const take = (target: Record<string, unknown>, field: string, result: Result<FieldValue | undefined, Issue>): void => {
    if (!result.ok) issues.push(result.error);
    else if (result.value !== undefined) target[field] = result.value;
    else if (LISTS.includes(field)) target[field] = [];
  };
  const common: Record<string, unknown> = { type: draft.type, estimated: draft.values['estimated'] === true };
  for (const [field, result] of Object.entries(parseCommon(draft.values, spec))) take(common, field, result);
  const own: Record<string, unknown> = {};
  for (const [field, fieldSpec] of Object.entries(spec.fields)) take(own, field, parseField(field, fieldSpec, draft.values));
  take(own, 'perDay', checkPerDay(draft.values));
  if (issues.length > 0) {
    const seen = new Set<string>();
    return { content: undefined, issues: issues.filter((issue) => !seen.has(issue.field) && seen.add(issue.field)) };
  }
  const content = parseContent({ ...common, own });
  if (!content) throw new Error(`Draft ${draft.id} of type ${draft.type} passed its fields but not its schema`);
  const found = checkContent(content, world);
  return { content: found.some((issue) => issue.level === 'error') ? undefined : content, issues: found };
}

/** The form of an existing record, to be corrected or repeated. */
export function draftOf(id: ActivityId, content: ActivityContent): ActivityDraft {
  const { own, type, ...common } = content;
  const values: Record<string, DraftValue> = {};
  for (const [field, value] of Object.entries({ ...common, ...own })) {
    if (value === undefined) continue;
    values[field] = typeof value === 'number' ? String(value) : value;
  }
  return { id, type, values };
}
