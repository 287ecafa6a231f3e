import type { ActivityId } from '../../../domain/ids.ts';
import { TAKE_IN } from '../../../protocol/endpoints/intake.ts';
import type { MutationResult } from '../../../protocol/mutation-result.ts';
import { issueText } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import type { OfficeError } from '../../office/trouble.ts';
import { portionsOf } from '../../store/records/file-of-other.ts';
import type { Unsent } from '../../store/records/unsent.ts';

/** What would become of one record of a file. `known`: the office has it. */
export type Fate = { readonly kind: 'new' | 'known' } | { readonly kind: 'refused'; readonly why: string };
export type Fates = ReadonlyMap<ActivityId, Fate>;

export const countFates = (fates: Fates, kind: Fate['kind']): number => [...fates.values()].filter((fate) => fate.kind === kind).length;

/** What the office answered of a file: of all its records, or of those before the portion that had no answer. */
interface Answered {
  readonly staffCode: string;
  readonly fates: Fates;
  /** Why a portion had no answer. What became of it is then not known, and what follows it was not asked about. */
  readonly error?: OfficeError;
}

function fateOf(results: readonly MutationResult[], isKnown: boolean): Fate {
  const bad = results.find(({ status }) => status !== 'applied' && status !== 'merged');
  if (!bad) return { kind: isKnown ? 'known' : 'new' };
  const [issue] = 'issues' in bad ? (bad.issues ?? []) : [];
  const words = labels().account.takeIn;
  const reason = bad.status === 'rejected' ? (labels().domain.rejectReasons[bad.reason] ?? words.refusedPlain) : words.refusedPlain;
  return { kind: 'refused', why: issue ? issueText(issue) : reason };
}

async function ask(unsent: Unsent, check: boolean): Promise<Answered> {
  const fates = new Map<ActivityId, Fate>();
  let { staffCode } = unsent;
  for (const portion of portionsOf(unsent)) {
    const mutations = portion.flatMap((record) => record.mutations);
    const answer = await askOffice(TAKE_IN, { body: { accountId: unsent.accountId, check, mutations } });
    if (!answer.ok) return { staffCode, fates, error: answer.error };
    ({ staffCode } = answer.value);
    const known = new Set(answer.value.known);
    const results = answer.value.results.values();
    for (const { id, mutations: own } of portion) {
      const of = own.map(() => results.next().value as MutationResult);
      const isKnown = own.every((mutation) => known.has(mutation.id));
      fates.set(id, fateOf(of, isKnown));
    }
  }
  return { staffCode, fates };
}

/** Asks what would become of each record; nothing is entered. */
export const lookAt = (unsent: Unsent): Promise<Answered> => ask(unsent, true);

/** `fates`: those of all records now. `entered`: how many of those asked about the office said it has, entered now or by a request whose answer was lost. */
type Entered = Answered & { readonly entered: number };

/** Has the office enter what is new to it. Asked again after an error it goes on with what had no answer. */
export async function enterNew(unsent: Unsent, before: Fates): Promise<Entered> {
  const records = unsent.records.filter(({ id }) => before.get(id)?.kind === 'new');
  const answer = await ask({ ...unsent, records }, false);
  const fates = new Map(before);
  for (const [id, fate] of answer.fates) fates.set(id, fate.kind === 'new' ? { kind: 'known' } : fate);
  return { ...answer, fates, entered: answer.fates.size - countFates(answer.fates, 'refused') };
}
