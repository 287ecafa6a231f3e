import type { AuditKind } from '../../../domain/audit.ts';
import type { UnitId } from '../../../domain/ids.ts';
import { PERIOD_KINDS } from '../../../domain/period.ts';
import type { AuditEntry } from '../../../protocol/endpoints/audit.ts';
import { DOT, formatDay, formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { periodWords } from '../../labels/period-words.ts';

/** "Tháng 2/2026" of 'month-2026-2'. */
function periodOf(key: string): string {
  const [kindName, year, index] = key.split('-');
  const kind = PERIOD_KINDS.find((known) => known === kindName);
  return kind === undefined ? key : periodWords({ kind, year: Number(year), index: Number(index) });
}

/** What was done, and to whom or what. */
export function whatOf({ kind, of, details }: AuditEntry): string {
  const words = labels().audit;
  const step = details.step && labels().tallies.report.closing.steps[details.step];
  const what = step ?? (details.setting ? words.settings[details.setting] : words.kinds[kind]);
  const period = details.period && periodOf(details.period);
  const named = [of, period].filter((part) => part !== undefined && part !== '').join(', ');
  return named === '' ? what : words.of(what, named);
}

/** What an entry of a kind counts; the rest count entries of some list. */
const COUNTED: Partial<Readonly<Record<AuditKind, 'records' | 'changes' | 'accounts'>>> = {
  lossNoted: 'records',
  spreadsheetEntered: 'records',
  spreadsheetUndone: 'records',
  takenIn: 'records',
  demonstrationCleared: 'records',
  begun: 'records',
  historyBound: 'changes',
  officeSetUp: 'accounts',
};

/** Done by nobody who was signed in: with a network by a stranger, without one by a command. */
function byOf({ by, network }: AuditEntry): string {
  if (by !== undefined) return by;
  return network === undefined ? labels().audit.byServer : labels().audit.byStranger;
}

/** Who did it, when, on which device and from which network, and how often. */
export function factsOf(entry: AuditEntry, now: number, unitName: (id: UnitId) => string): string {
  const words = labels().audit;
  const { no, at, kind, device, network, details } = entry;
  const { count, times, earlier, item, version, seconds, role, units, act, from, until, standsInFor } = details;
  return [
    formatTime(at, now),
    byOf(entry),
    device,
    network && (network === 'local' ? words.sameMachine : words.network(network)),
    act && words.acts[act],
    role && labels().domain.roles[role],
    units?.map(unitName).join('; '),
    from && words.days(formatDay(from), until && formatDay(until)),
    standsInFor && words.standsInFor(standsInFor),
    item && words.item(item),
    version && words.version(formatNumber(version)),
    count && words.counts[COUNTED[kind] ?? 'entries'](formatNumber(count)),
    times && words.times(formatNumber(times)),
    earlier && words.earlier(formatNumber(earlier)),
    seconds && words.seconds(formatNumber(seconds)),
    words.no(formatNumber(no)),
  ]
    .filter((fact) => fact !== undefined && fact !== '' && fact !== 0)
    .join(DOT);
}
