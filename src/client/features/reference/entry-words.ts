import type { Reference } from '../../../domain/reference.ts';
import { type Entry, type EntryKind, entriesOf, MAX_TOGETHER, type ReferenceIssue } from '../../../domain/reference-changes.ts';
import { DOT, formatDay, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { entryNames, parentEntry } from './entry-list.ts';
import type { LineIssue } from './pasted-list.ts';

/** "từ 1/7/2025", "đến 30/6/2025 → Xã Giang Thành"; nothing where it has no days. */
export function validityText(entry: Entry, all: readonly Entry[]): string {
  const words = labels().reference;
  const next = entryNames(all, entry.successorIds);
  const from = entry.from ? [words.from(formatDay(entry.from))] : [];
  const to = entry.to ? [next === '' ? words.to(formatDay(entry.to)) : words.toNext(formatDay(entry.to), next)] : [];
  return [...from, ...to].join(' ');
}

/** The small line under a name. */
export function entryNote(entry: Entry, kind: EntryKind, reference: Reference): string {
  const short = 'shortName' in entry ? [entry.shortName] : [];
  const place = 'level' in entry ? [parentEntry(entry, reference)?.name ?? labels().reference.level[entry.level]] : [];
  return [...short, ...place, validityText(entry, entriesOf(reference, kind))].filter((text) => text !== '').join(DOT);
}

export function lineSentence(issue: LineIssue): string {
  const words = labels().reference.paste.issues;
  switch (issue.code) {
    case 'parentNotFound':
    case 'formerTwice':
    case 'tooLong':
      return words[issue.code](issue.name ?? '');
    case 'tooMany':
      return words.tooMany(formatNumber(MAX_TOGETHER));
    default:
      return issueSentence(issue as ReferenceIssue);
  }
}

export const issueSentence = ({ code, field, name = '', entry = '', day }: ReferenceIssue): string =>
  labels().reference.issues[code]({ name, entry, day: day ? formatDay(day) : '' }, field);
