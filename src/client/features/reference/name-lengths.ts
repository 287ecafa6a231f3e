import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';

/** Longest name of an entry, and most other names of a unit, as the office takes them. */
export const MAX_ENTRY_NAME = 200;
const MAX_ALIASES = 40;

/** What is wrong with a unit's other names by number or length. */
export function aliasesIssue(aliases: readonly string[]): ReturnType<typeof tooLong> {
  if (aliases.length > MAX_ALIASES) return { level: 'error', text: labels().domain.issues.tooMany('', { max: MAX_ALIASES }, '') };
  return aliases.map((alias) => tooLong(alias, MAX_ENTRY_NAME)).find((issue) => issue !== undefined);
}
