import type { WaitingCount } from '../../../domain/waiting-changes.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';

/** "2 bản ghi, 1 quyết định duyệt": a verdict is no record and has a word of its own. */
export function waitingText({ records, verdicts }: WaitingCount): string {
  const parts = [
    ...(records > 0 || verdicts === 0 ? [labels().account.me.records(formatNumber(records))] : []),
    ...(verdicts > 0 ? [labels().account.verdicts(formatNumber(verdicts))] : []),
  ];
  return parts.join(', ');
}
