import { type Accessor, createMemo, createSignal } from 'solid-js';
import { type Day, officeDay } from '../../../domain/day.ts';
import type { RequestId } from '../../../domain/ids.ts';
import { splitNames } from '../../../domain/name-list.ts';
import { type Locality, offeredOn } from '../../../domain/reference.ts';
import { type Entry, type EntryKind, entriesOf } from '../../../domain/reference-changes.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { ADD_REFERENCE } from '../../../protocol/endpoints/reference.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { askOffice } from '../../office/ask-office.ts';
import type { OfficeError } from '../../office/trouble.ts';
import { createSavedInput, type SavedInput } from '../../saved-input.ts';
import type { FieldIssue } from '../../ui/field.tsx';
import { issueSentence } from './entry-words.ts';
import {
  type DivisionPart,
  entriesFrom,
  entryText,
  type FormKind,
  type FormValues,
  firstIssue,
  type PartIssue,
  startValues,
} from './form-values.ts';
import { aliasesIssue, MAX_ENTRY_NAME } from './name-lengths.ts';
import { sendChange } from './send-change.ts';

export const LEVELS: readonly Locality['level'][] = ['commune', 'district', 'province'];

export interface EntryModel {
  readonly kind: EntryKind;
  readonly what: FormKind;
  readonly entry: Entry | undefined;
  readonly saved: SavedInput<FormValues>;
  readonly values: Accessor<FormValues>;
  readonly set: (change: Partial<FormValues>) => void;
  readonly setPart: (at: number, change: Partial<DivisionPart>) => void;
  /** What the person is told of a field, once they have tried to save. */
  readonly issueOf: (field: PartIssue['field']) => FieldIssue | undefined;
  readonly nameIssue: (at: number) => FieldIssue | undefined;
  readonly shortIssue: (at: number) => FieldIssue | undefined;
  readonly aliasIssue: () => FieldIssue | undefined;
  readonly mergeIssue: () => FieldIssue | undefined;
  /** Places that this one may lie in. */
  readonly placesAbove: () => Entry[];
  /** Entries that may become one with this. */
  readonly others: () => Entry[];
  /** Marks what is wrong and says whether nothing is. */
  readonly check: () => boolean;
  readonly send: () => Promise<Result<object, OfficeError>>;
}

/** New entries as they are typed, what is wrong with them, and how they go out. */
export function createEntryModel(kind: EntryKind, what: FormKind, entry: Entry | undefined): EntryModel {
  const app = useApp();
  const today = officeDay(app.now());
  const saved = createSavedInput<FormValues>([what, kind, entry?.id ?? ''], startValues(what, entry, today, app.reference().localities));
  const { values, set } = saved;
  const [tried, setTried] = createSignal(false);

  const issue = createMemo(() => firstIssue(app.reference(), entriesFrom(kind, values()), saved.wasSent));
  const issueOf = (field: PartIssue['field'], part?: number): FieldIssue | undefined => {
    const found = issue();
    const isHere = tried() && found?.field === field && (part === undefined || found.part === part);
    return found && isHere ? { level: 'error', text: issueSentence(found) } : undefined;
  };
  const lacksOthers = (): boolean => what === 'merge' && values().followsIds.length < 2;
  const tooLongIn = (field: keyof DivisionPart, at: number): FieldIssue | undefined =>
    tooLong(values().parts[at]?.[field].trim() ?? '', MAX_ENTRY_NAME);
  const tooLongAliases = () => aliasesIssue([...values().aliases, ...splitNames(values().typedAliases)]);
  const isTooLong = (): boolean =>
    values().parts.some((_, at) => tooLongIn('name', at) !== undefined || tooLongIn('shortName', at) !== undefined) ||
    tooLongAliases() !== undefined;

  /** One after the other: those that came through are not made again when the rest is sent once more. */
  const send = async (): Promise<Result<object, OfficeError>> => {
    for (const newEntry of entriesFrom(kind, values())) {
      const requestId = saved.requestId(entryText(newEntry), app.newId) as RequestId;
      const answer = await sendChange(app, () => askOffice(ADD_REFERENCE, { body: { ...newEntry, requestId } }));
      if (answer.ok) continue;
      if (answer.error === 'referenceInvalid') saved.forget(entryText(newEntry));
      return answer;
    }
    return ok({});
  };

  return {
    kind,
    what,
    entry,
    saved,
    values,
    set,
    setPart: (at, change) => set({ parts: values().parts.map((part, each) => (each === at ? { ...part, ...change } : part)) }),
    issueOf,
    nameIssue: (at) => tooLongIn('name', at) ?? issueOf('name', at),
    shortIssue: (at) => tooLongIn('shortName', at) ?? issueOf('shortName', at),
    aliasIssue: () => tooLongAliases() ?? issueOf('aliases'),
    mergeIssue: () => (tried() && lacksOthers() ? { level: 'error', text: labels().reference.mergeNeeds } : issueOf('followsIds')),
    placesAbove: () => {
      const { from, parentId, level } = values();
      const offered = offeredOn(app.reference().localities, (from || today) as Day, [parentId]);
      return offered.filter((locality) => LEVELS.indexOf(locality.level) > LEVELS.indexOf(level));
    },
    others: () => offeredOn(entriesOf(app.reference(), kind), today).filter((candidate) => candidate.id !== entry?.id && !candidate.to),
    check: () => {
      setTried(true);
      return issue() === undefined && !lacksOthers() && !isTooLong();
    },
    send,
  };
}
