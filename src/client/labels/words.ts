import type { AudienceGroup, CommonField, RecordState } from '../../domain/activity.ts';
import type { ACTIVITY_TYPES, ActivityType, OwnFieldKey } from '../../domain/activity-types.ts';
import type { MeasureKey } from '../../domain/measure.ts';
import type { Role } from '../../domain/person.ts';
import type { Issue, IssueCode } from '../../domain/rules.ts';
import type { REJECT_REASONS } from '../../protocol/mutation-result.ts';
import type { ErrorCode } from '../../protocol/refusal.ts';

/** Names a figure, day or name the sentence needs. */
export type IssueParams = NonNullable<Issue['params']>;
/** What is wrong with a field and how to go on. `label` names the field, for sentences said away from it. */
export type IssueSentence = (label: string, params: IssueParams, field: string) => string;

export interface FieldWords {
  readonly label: string;
  readonly unit?: string;
  /** At the end of the label line. */
  readonly hint?: string;
}
export interface TypeWords {
  readonly name: string;
  /** For tiles and rows. */
  readonly short: string;
  readonly hint: string;
}
export interface MeasureWords {
  readonly label: string;
  readonly unit: string;
}

type Fields<T extends ActivityType> = (typeof ACTIVITY_TYPES)[T]['fields'];
type WithOptions = { readonly options: readonly string[] };
type OptionOf<F> = F extends { readonly options: readonly (infer O extends string)[] } ? O : never;
/** One entry for each choice of each type, by 'type.field': the same field may offer other answers elsewhere. */
type OptionsOf<T extends ActivityType> = {
  readonly [F in keyof Fields<T> & string as Fields<T>[F] extends WithOptions ? `${T}.${F}` : never]: Readonly<
    Record<OptionOf<Fields<T>[F]>, string>
  >;
};
type Together<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;
export type OptionWords = Together<{ [T in ActivityType]: OptionsOf<T> }[ActivityType]>;

/** Why the server said no: to one change, or to a request as a whole. Part of the words of the domain, but fetched late. */
export interface RefusalWords {
  readonly rejectReasons: Readonly<Record<(typeof REJECT_REASONS)[number], string>>;
  readonly errors: Readonly<Record<ErrorCode, string>>;
}

/**
 * The words of the domain. Every type, field, option, measure, issue and state must have its own: the compiler refuses a
 * dictionary that lacks one.
 */
export interface DomainWords {
  readonly types: Readonly<Record<ActivityType, TypeWords>>;
  /** `perDay` is asked for to fill a total and is no field of a record. */
  readonly fields: Readonly<Record<OwnFieldKey | CommonField | 'perDay', FieldWords>>;
  readonly options: OptionWords;
  readonly audienceGroups: Readonly<Record<AudienceGroup, string>>;
  readonly measures: Readonly<Record<MeasureKey, MeasureWords>>;
  readonly issues: Readonly<Record<IssueCode, IssueSentence>>;
  /** The office's verdict. */
  readonly states: Readonly<Record<RecordState, string>>;
  /** Where a record is: the four words, and that of a draft. */
  readonly places: Readonly<Record<'draft' | 'phone' | 'sending' | 'received' | 'attention', string>>;
  readonly roles: Readonly<Record<Role, string>>;
  /** Sunday first; in the middle of a sentence. */
  readonly weekdays: readonly string[];
}
