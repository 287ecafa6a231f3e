import type { Grant } from '../../domain/person.ts';
import { DOT, daySpan, formatDay } from './format.ts';
import { labels } from './labels.ts';

/** "Trưởng phòng · P. QLBG · 18/3/2026 – 20/3/2026 · thay TP-QLBG". */
export function grantWords({ role, from, until, standsInFor }: Grant, unitNames: readonly string[]): string {
  const words = labels().account.roles;
  const days = until === undefined ? words.since(formatDay(from)) : daySpan(from, until);
  return [labels().domain.roles[role], ...unitNames, days, ...(standsInFor ? [words.standsInFor(standsInFor)] : [])].join(DOT);
}
