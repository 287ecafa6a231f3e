import type { ActivityType } from '../activity-types.ts';
import type { Day } from '../day.ts';
import type { MeasureKey } from '../measure.ts';
import type { Schedule } from '../plan.ts';
import type { SourceDoubt } from './blocks.ts';
import type { MarkerKind } from './marker.ts';

/** Why a person should look at a node before the plan is saved. */
export type NodeDoubt =
  /** Joined with the paragraph above, which did not end as a sentence, though the next began with a capital. */
  | 'joined'
  /** A number is missing before this one. */
  | 'gap'
  /** The printed label stood there before, so the code got a number behind it. */
  | 'labelTwice'
  /** The number does not continue that of the node it was put under. */
  | 'numberElsewhere'
  /** A body printed behind other children. */
  | 'bodyBehindChildren'
  /** The table has no heading row that was understood; its columns were taken by what they hold and by their usual order. */
  | 'columnsGuessed'
  /** The table calls a column by a name no list of words holds; what it says stands in the note. */
  | 'columnUnknown'
  /** A short line alone was taken as the heading of the paragraphs below it. */
  | 'headingGuessed'
  /** The words of a time column or a line of time say nothing that was understood. */
  | 'timeUnread'
  /** A row without a number that does not look like part of the row above. */
  | 'rowWithoutNumber'
  /** No words behind the marker. */
  | 'empty'
  /** A quote is opened and not closed, or the other way round. */
  | 'quoteOpen';

/** Why a person should look at the whole reading. */
export type PlanDoubt =
  | SourceDoubt
  /** No Roman heading: the tree begins at the first marker, or at the table. */
  | 'noRomanHeading'
  | 'nothingFound'
  /** A table or numbered lines stand above the first section and are in no item. */
  | 'contentAboveStart'
  /** Numbered lines or a table stand behind the end of the plan, in an appendix perhaps. */
  | 'contentBehindEnd'
  | 'noTitle'
  | 'noYear';

export type ReadKind = MarkerKind | 'para' | 'grouprow' | 'row';

export interface ReadSchedule extends Schedule {
  /** The words it was taken from. */
  readonly quote?: string;
}

export interface ReadTarget {
  readonly measure: MeasureKey;
  readonly value: number;
  readonly period: 'year' | 'quarter' | 'month';
  readonly quote: string;
}

export interface ReadItem {
  readonly code: string;
  readonly parentCode: string | null;
  readonly level: number;
  readonly kind: ReadKind;
  readonly marker: string | null;
  readonly title: string;
  readonly text: string;
  readonly body?: string;
  readonly leadUnit: string | null;
  readonly leadBasis: 'stated' | 'inherited' | null;
  /** The unit its name was matched with, where units were given. */
  readonly leadUnitId: string | null;
  readonly coUnits: readonly string[];
  /** In step with `coUnits`; null where no unit of the office has the name. */
  readonly coUnitIds: readonly (string | null)[];
  readonly schedule: ReadSchedule;
  readonly tracking: 'tally' | 'milestone' | 'none';
  readonly measures: readonly MeasureKey[];
  readonly usualTypes: readonly ActivityType[];
  readonly targets: readonly ReadTarget[];
  /** What was said beside: a target in per cent, a place, a product, money. */
  readonly note?: string;
  /** Lines of the source it was read from. */
  readonly lines: readonly number[];
  readonly doubts: readonly NodeDoubt[];
}

export interface ReadHeader {
  readonly agency: string | null;
  readonly place: string | null;
  /** As printed; may lack the running number: '/KH-SNgV'. */
  readonly number: string | null;
  readonly date: Day | null;
  readonly dateText: string | null;
  readonly year: number | null;
  readonly period: { readonly from: string; readonly to: string } | null;
  readonly docType: string | null;
  readonly title: string | null;
  readonly legalBases: readonly string[];
}

export interface ReadFooter {
  readonly recipients: readonly string[];
  readonly signerTitle: string | null;
}

/** Whom a line of the source belongs to: exactly one. */
export type LineOwner = { readonly part: 'header' } | { readonly part: 'footer' } | { readonly part: 'item'; readonly code: string };

export interface PlanReading {
  readonly header: ReadHeader;
  readonly items: readonly ReadItem[];
  readonly footer: ReadFooter;
  /** The source as lines; line 1 is `lines[0]`. */
  readonly lines: readonly string[];
  /** In step with `lines`; null for a blank line. */
  readonly owners: readonly (LineOwner | null)[];
  readonly doubts: readonly PlanDoubt[];
}
