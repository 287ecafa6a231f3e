import type { ActivityContent, RecordState } from '../../../domain/activity.ts';
import { activityType } from '../../../domain/activity-types.ts';
import type { ItemCode, PlanId } from '../../../domain/ids.ts';
import { recordText, wordsIn } from '../../../domain/record-text.ts';

/** What a record is found by beside its words: the answers that filters ask for, and its chips. */
export const FACTS = ['plan', 'item', 'unit', 'author', 'place', 'type', 'state', 'chip'] as const;
export type FactKind = (typeof FACTS)[number];

/**
 * A fact as a word of its own kind. Letters and digits alone, since each database takes others for its own signs. All facts begin
 * alike, and longer than any list of beginnings reaches, so that they cost a record one entry in each of these lists and not eight.
 */
export const factWord = (kind: FactKind, ...values: readonly string[]): string =>
  `______${kind}${values.map((value) => `_${value.replace(/[^a-z0-9]/g, (letter) => `_${letter.codePointAt(0)?.toString(36)}_`)}`).join('')}`;

export const itemWord = (planId: PlanId, code: ItemCode): string => factWord('item', planId, code);

export interface Findable {
  readonly content: ActivityContent;
  readonly state: RecordState;
  readonly authorId: string;
  /** Names by which its place, its units and who wrote it are looked for. */
  readonly names: readonly string[];
}

function chipsIn({ type, own, audienceGroups }: ActivityContent): string[] {
  const fields = Object.entries(activityType(type)?.fields ?? {});
  const chosen = fields.flatMap(([field, spec]) => (spec.kind === 'choice' || spec.kind === 'choices' ? (own[field] ?? []) : []));
  return [...audienceGroups, ...chosen.map(String)];
}

/** All words a record is found by. */
export function wordsOf({ content, state, authorId, names }: Findable): string[] {
  const facts = [
    factWord('plan', content.planId),
    itemWord(content.planId, content.itemCode),
    factWord('unit', content.unitId),
    factWord('author', authorId),
    factWord('place', content.localityId ?? ''),
    factWord('type', content.type),
    factWord('state', state),
    ...chipsIn(content).map((key) => factWord('chip', key)),
  ];
  return [...new Set([...facts, ...wordsIn(recordText(content, names.join(' ')))])];
}
