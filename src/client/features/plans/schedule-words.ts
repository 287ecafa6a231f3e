import type { Schedule } from '../../../domain/plan.ts';
import { labels } from '../../labels/labels.ts';

/** When the plan wants it: "Quý I, Quý II", "Tháng 3, Tháng 6", "Cả năm". */
export function scheduleWords(schedule: Schedule): string {
  const { quarters, months, schedules } = labels().plans.times;
  const named =
    schedule.type === 'quarter'
      ? (schedule.quarters ?? []).map((one) => quarters[one - 1])
      : (schedule.months ?? []).map((one) => months[one - 1]);
  return named.length > 0 ? named.join(', ') : schedules[schedule.type];
}
