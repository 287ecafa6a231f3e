import { ActivityContent, COMMON_FIELDS, ownFieldsSchema, parseContent } from '../../domain/activity.ts';
import { ACTIVITY_TYPE_KEYS, activityType } from '../../domain/activity-types.ts';
import { err, ok, type Result } from '../../domain/result.ts';
import { checkContent, type Issue, type IssueCode, type World } from '../../domain/rules.ts';

/** An issue as it travels: only errors are told, warnings were the phone's to ask. */
export interface ContentIssue {
  readonly field: string;
  readonly code: IssueCode;
  readonly params?: { [name: string]: string | number };
}

interface ShapeIssue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly origin?: string;
  readonly keys?: readonly string[];
  readonly input?: unknown;
}

const KNOWN_FIELDS: ReadonlySet<string> = new Set([
  ...COMMON_FIELDS,
  ...ACTIVITY_TYPE_KEYS.flatMap((type) => Object.keys(activityType(type)?.fields ?? {})),
]);

const SIZE_CODES: { readonly [origin: string]: { readonly big: IssueCode; readonly small: IssueCode } } = {
  string: { big: 'tooLong', small: 'required' },
  array: { big: 'tooMany', small: 'required' },
};
const SPECIAL: { readonly [field: string]: IssueCode } = { date: 'badDate', endDate: 'badDate', markers: 'badMarker', url: 'badUrl' };

function issueCode(issue: ShapeIssue, field: string): IssueCode {
  if (issue.code === 'too_big') return SIZE_CODES[issue.origin ?? '']?.big ?? 'tooLarge';
  if (issue.code === 'too_small') return SIZE_CODES[issue.origin ?? '']?.small ?? 'tooSmall';
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'required' : 'notANumber';
  return SPECIAL[field] ?? 'notAChoice';
}

const shapeIssues = (issues: readonly ShapeIssue[]): ContentIssue[] =>
  issues.flatMap((issue) => {
    const fields = issue.keys ?? [String(issue.path[0] ?? 'type')];
    return fields.map((field) => ({ field, code: issue.keys ? 'notAChoice' : issueCode(issue, field) }) as const);
  });

/** Most issues of one change that are told and stored: a person mends a few fields at a time. */
const MAX_ISSUES = 12;

/** Of fields that no record has, the first stands for all: who made them up knows the others. */
export function tellable(issues: readonly ContentIssue[]): ContentIssue[] {
  const unknown = issues.find(({ field }) => !KNOWN_FIELDS.has(field));
  return issues.filter((issue) => KNOWN_FIELDS.has(issue.field) || issue === unknown).slice(0, MAX_ISSUES);
}

/** Why this is no content: one issue for each field at fault. The phone checks the same, so this is rarely seen. */
function explainShape(value: unknown): ContentIssue[] {
  const report = { reportInput: true } as const;
  const common = (ActivityContent.safeParse(value, report).error?.issues ?? []) as readonly ShapeIssue[];
  const { type, own } = value as { readonly type?: unknown; readonly own?: unknown };
  const ownIssues = (typeof type === 'string' ? ownFieldsSchema(type)?.safeParse(own, report).error?.issues : undefined) ?? [];
  const issues = [...shapeIssues(common.filter((issue) => issue.path[0] !== 'own')), ...shapeIssues(ownIssues as readonly ShapeIssue[])];
  const first = new Map(issues.toReversed().map((issue) => [issue.field, issue]));
  return tellable([...first.values()].toReversed());
}

const travelling = ({ field, code, params }: Issue): ContentIssue => ({ field, code, ...(params && { params: { ...params } }) });

/** Shape and rules in one: a content to be trusted, or what is wrong with it. */
export function judgeContent(value: unknown, worldFor: (content: ActivityContent) => World): Result<ActivityContent, ContentIssue[]> {
  const content = parseContent(value);
  if (!content) return err(explainShape(value));
  const errors = checkContent(content, worldFor(content)).filter((issue) => issue.level === 'error');
  return errors.length === 0 ? ok(content) : err(errors.map(travelling));
}
