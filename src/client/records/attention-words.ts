import { fieldWords, issueText, lowerFirst } from '../labels/format.ts';
import { labels } from '../labels/labels.ts';
import type { ActivityRow, Attention } from '../store/db.ts';

type Result = Extract<Attention, { kind: 'refused' }>['result'];

const issuesOf = (result: Result) => ('issues' in result ? (result.issues ?? []) : []);

/** The office may run a later release, and refuse for a reason that came with it. */
const refusedFor = ({ reason }: Extract<Result, { status: 'rejected' }>): string =>
  labels().domain.rejectReasons[reason] ?? labels().records.attention.newerReason;

/** Why a record needs its person, in one short sentence for a list. */
export function attentionReason(attention: Attention): string {
  const words = labels().records.state;
  if (attention.kind === 'returned') return attention.reason === '' ? words.returnedBare : words.returned(attention.reason);
  const [first] = issuesOf(attention.result);
  if (first) return issueText(first);
  const { result } = attention;
  if (result.status === 'stuck') return words.stuck[result.stumble];
  return result.status === 'conflict' ? words.keptAside : refusedFor(result);
}

export interface AttentionWords {
  /** Who says so. */
  readonly lead: string;
  /** What is wrong and how to go on, sentence by sentence. */
  readonly reasons: readonly string[];
  /** The field that mends it, where it is one. */
  readonly field: string | undefined;
  /** Saving again mends it; otherwise only leaving it does. */
  readonly canMend: boolean;
}

/** What no other words of the record could change. */
const UNMENDABLE: readonly string[] = ['forbidden', 'exists', 'notPossible', 'changedSince'];

/** The same at length, for the tray. */
export function attentionWords(attention: Attention): AttentionWords {
  const words = labels().records.attention;
  if (attention.kind === 'returned') {
    if (attention.reason === '') return { lead: words.returnedBare, reasons: [words.returnedHow], field: undefined, canMend: true };
    return { lead: words.returned, reasons: [`“${attention.reason}”`], field: undefined, canMend: true };
  }
  const { result } = attention;
  const issues = issuesOf(result);
  const sentences = [...new Set(issues.map((issue) => issueText(issue)))];
  if (result.status === 'conflict') return { lead: words.conflict, reasons: sentences, field: issues[0]?.field, canMend: true };
  if (result.status === 'stuck')
    return {
      lead: `${labels().records.state.stuck[result.stumble]}.`,
      reasons: [words.stuckHow],
      field: undefined,
      canMend: !attention.verdict,
    };
  return {
    lead: attention.verdict ? words.verdictRefused : words.refused,
    reasons: sentences.length > 0 ? sentences : [refusedFor(result)],
    field: issues[0]?.field,
    canMend: !attention.verdict && !UNMENDABLE.includes(result.reason),
  };
}

/** Whether the server refused a decision about the record, and not what the record says. */
export const isVerdict = (attention: Attention | undefined): boolean => attention?.kind === 'refused' && attention.verdict === true;

/** Whether it may be sent again just as it is: the server failed over it, and nobody refused it. */
export const isStuck = (attention: Attention | undefined): boolean => attention?.kind === 'refused' && attention.result.status === 'stuck';

/** How leaving the refused change is called. */
export function discardLabel({ attention, version }: ActivityRow): string {
  const words = labels().records.attention;
  if (isVerdict(attention)) return words.discardVerdict;
  return version === 0 ? words.discardNew : words.discard;
}

/** The one action that mends it, named after what is wrong. */
export function mendLabel(field: string | undefined): string {
  const words = labels().records.attention;
  if (field === undefined) return words.mend;
  if (field === 'itemCode') return words.chooseItem;
  return words.mendField(lowerFirst(fieldWords(field).label));
}
