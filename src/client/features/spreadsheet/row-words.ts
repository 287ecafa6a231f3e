import type { SpreadsheetField } from '../../../domain/spreadsheet/columns.ts';
import type { RowRead } from '../../../domain/spreadsheet/read-row.ts';
import { fieldWords, issueText } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { RowAnswer } from '../../store/lists/spreadsheet-rows.ts';

export const fieldLabel = (field: SpreadsheetField): string =>
  field === 'subject' ? labels().connections.spreadsheet.subject : fieldWords(field).label;

/** Below its field a sentence need not say which it speaks of; in the list of rows it must. */
const namedIssue = (issue: Parameters<typeof issueText>[0]): string => {
  const [text, { label }] = [issueText(issue), fieldWords(issue.field)];
  return text.includes(label) ? text : `${label}: ${text}`;
};

/** Why a row should be looked at, or is not taken: what was not understood, what the rules say, and what the office said. */
export function reasonsOf({ doubts, issues }: RowRead, answer: RowAnswer | undefined): string[] {
  const words = labels().connections.spreadsheet;
  // What could not be read is not there: that it is missing says less.
  const named = new Set<string>(doubts.map(({ field }) => field));
  return [
    ...doubts.map(({ field, code, said }) => words.doubts[code](fieldLabel(field), said)),
    ...issues.filter(({ field, code }) => code !== 'required' || !named.has(field)).map(namedIssue),
    ...(answer?.status === 'refused' ? [words.isRefused, ...(answer.issues ?? []).map(namedIssue)] : []),
    ...(answer?.status === 'alike' ? [words.isAlike] : []),
  ];
}
