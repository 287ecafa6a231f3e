import type { Role } from '../../domain/person.ts';
import type { RecordWords } from '../../domain/record-words.ts';
import type { Issue, IssueCode } from '../../domain/rules.ts';
import type { REJECT_REASONS } from '../../protocol/mutation-result.ts';
import type { ErrorCode } from '../../protocol/refusal.ts';

/** Names a figure, day or name the sentence needs. */
export type IssueParams = NonNullable<Issue['params']>;
/** What is wrong with a field and how to go on. `label` names the field, for sentences said away from it. */
export type IssueSentence = (label: string, params: IssueParams, field: string) => string;

/**
 * Why the server said no: to one change, or to a request as a whole; and that a form for the office still holds what was typed
 * before. Part of the words of the domain, but fetched late.
 */
export interface RefusalWords {
  readonly restored: { readonly text: string; readonly discard: string };
  readonly rejectReasons: Readonly<Record<(typeof REJECT_REASONS)[number], string>>;
  readonly errors: Readonly<Record<ErrorCode, string>>;
}

/**
 * The words of the domain. Every type, field, option, measure, issue and state must have its own: the compiler refuses a
 * dictionary that lacks one.
 */
export interface DomainWords extends RecordWords {
  readonly issues: Readonly<Record<IssueCode, IssueSentence>>;
  /** Where a record is: the four words, and that of a draft. */
  readonly places: Readonly<Record<'draft' | 'phone' | 'sending' | 'received' | 'attention', string>>;
  readonly roles: Readonly<Record<Role, string>>;
  /** Sunday first; in the middle of a sentence. */
  readonly weekdays: readonly string[];
}
