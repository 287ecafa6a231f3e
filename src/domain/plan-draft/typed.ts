import type { DraftNode, PlanDraft, TypedText } from './plan-draft.ts';

/** Keeps the text of a field, or (undefined) drops it once the field holds a value again. */
export function withTyped(typed: TypedText | undefined, field: string, text: string | undefined): TypedText {
  const { [field]: _, ...others } = typed ?? {};
  return text === undefined ? others : { ...others, [field]: text };
}

/** Names of co-operating units that were typed and not added yet are taken with the others. */
export const CO_UNITS = 'coUnits';

const isLeft = ({ typed = {}, targets, tracking }: DraftNode): boolean =>
  Object.keys(typed).some((field) => field !== CO_UNITS) ||
  (tracking === 'tally' && targets.some((target) => target.accepted && target.typed !== undefined));

/** The first place with text that would not be in the plan: the head (null), or an item by its key. */
export function textLeft({ header, nodes }: PlanDraft): { readonly key: string | null } | undefined {
  if (Object.keys(header.typed ?? {}).length > 0) return { key: null };
  const node = nodes.find((node) => node.retired === null && isLeft(node));
  return node && { key: node.key };
}
