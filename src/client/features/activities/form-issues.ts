import { type ActivityDraft, checkDraft, type DraftCheck, type DraftValue } from '../../../domain/activity-draft.ts';
import { type ActivityTypeSpec, activityType, countLimits, type FieldSpec } from '../../../domain/activity-types.ts';
import { covers } from '../../../domain/person.ts';
import { takesRecords } from '../../../domain/plan.ts';
import type { Issue, World } from '../../../domain/rules.ts';
import { recordsForOn } from '../../../domain/units-on-day.ts';
import { fieldsInOrder } from '../../records/field-order.ts';

/** Any answer a field takes: it stands in for one still missing, so that the others can be checked against each other. */
function standIn(spec: FieldSpec): DraftValue {
  switch (spec.kind) {
    case 'count':
      return String(Math.max(1, countLimits(spec).min));
    case 'text':
      return '…';
    case 'url':
      return 'https://example.vn';
    case 'choice':
      return spec.options[0] ?? '';
    case 'choices':
      return spec.options.slice(0, 1);
    case 'markers':
      return ['304'];
  }
}

const standInCommon = (field: string, world: World): DraftValue => {
  if (field === 'itemCode') return world.plan?.items.find(takesRecords)?.code ?? '';
  if (field === 'unitId')
    return world.units.find((unit) => covers(recordsForOn(world.person, world.today, world.today), unit.id))?.id ?? '';
  if (field === 'localityId') return world.localities[0]?.id ?? '';
  return field === 'date' ? world.today : [];
};

/** Sentences that weigh fields against each other say nothing while one of them is only stood in for. */
const needsAll = (spec: ActivityTypeSpec, { code, params }: Issue): boolean =>
  params?.['measure'] !== undefined || (spec.checks ?? []).some((check) => check.code === code);

function inFormOrder(issues: readonly Issue[], spec: ActivityTypeSpec): Issue[] {
  const order = fieldsInOrder(spec);
  const place = (issue: Issue): number => (order.includes(issue.field) ? order.indexOf(issue.field) : order.length);
  return [...issues].sort((a, b) => place(a) - place(b));
}

/**
 * A half-filled form is checked as far as it goes: a blank count must not keep a wrong date silent. The content is there
 * only when the whole is right.
 */
export function checkForm(draft: ActivityDraft, world: World): DraftCheck {
  const whole = checkDraft(draft, world);
  const spec = activityType(draft.type);
  if (whole.content || !spec) return whole;
  const unread = new Set(whole.issues.map((issue) => issue.field));
  const values: Record<string, DraftValue> = { ...draft.values };
  for (const field of unread) {
    const own = spec.fields[field];
    values[field] = own ? standIn(own) : standInCommon(field, world);
    if (field === 'itemCode' && world.plan) values['planId'] = world.plan.id;
  }
  const rest = checkDraft({ ...draft, values }, world).issues.filter((issue) => !unread.has(issue.field) && !needsAll(spec, issue));
  return { content: undefined, issues: inFormOrder([...whole.issues, ...rest], spec) };
}

/** What a person said yes to: this warning, about this value. Another value is asked about again. */
export const answerKey = (issue: Issue, value: DraftValue | undefined): string => `${issue.field} ${issue.code} ${JSON.stringify(value)}`;

/** The one thing said beside a field: a mistake before a question. */
export function issueOf(issues: readonly Issue[], field: string): Issue | undefined {
  const own = issues.filter((issue) => issue.field === field);
  return own.find((issue) => issue.level === 'error') ?? own[0];
}

/** What keeps a draft from being saved: blank required fields, else those to be mended, in the order of the form. */
export function lackOf(check: DraftCheck): { readonly kind: 'blank' | 'wrong'; readonly fields: readonly string[] } | undefined {
  const errors = check.issues.filter((issue) => issue.level === 'error');
  const blank = errors.filter((error) => error.code === 'required');
  if (blank.length > 0) return { kind: 'blank', fields: blank.map((issue) => issue.field) };
  return errors.length > 0 ? { kind: 'wrong', fields: errors.map((error) => error.field) } : undefined;
}
