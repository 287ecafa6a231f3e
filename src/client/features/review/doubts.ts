import type { ActivityContent } from '../../../domain/activity.ts';
import { activityType, countLimits } from '../../../domain/activity-types.ts';
import { personalFields } from '../../../domain/rules.ts';
import { fieldWords, formatNumber, issueText, lowerFirst, withUnit } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { IconName } from '../../ui/icon.tsx';
import type { ReviewItem } from './review-item.ts';

/** Something a reviewer should look at twice. */
export interface ReviewDoubt {
  readonly icon: IconName;
  readonly word: string;
  readonly why: string;
}

/** Counts beyond what the registry takes for usual: "450 lượt người". */
function unusualFigures({ type, own }: ActivityContent): string[] {
  return Object.entries(activityType(type)?.fields ?? {}).flatMap(([field, spec]) => {
    const value = own[field];
    if (spec.kind !== 'count' || typeof value !== 'number' || value <= countLimits(spec).warn) return [];
    const { unit, label } = fieldWords(field);
    return [unit === undefined ? `${label} ${formatNumber(value)}` : withUnit(value, unit)];
  });
}

/** What stands out in one record; a possible duplicate is looked for apart. */
export function doubtsOf({ content, conflicts }: ReviewItem): ReviewDoubt[] {
  const words = labels().review.doubts;
  const unusual = unusualFigures(content);
  const personal = personalFields(content).map((field) => lowerFirst(fieldWords(field).label));
  const checks = (activityType(content.type)?.checks ?? []).filter((check) => check.fails(content.own));
  return [
    ...(conflicts?.length ? [{ icon: 'dup', word: words.twoFigures, why: words.twoFiguresWhy } as const] : []),
    ...(unusual.length > 0 ? [{ icon: 'warn', word: words.unusual, why: words.unusualWhy(unusual.join(', ')) } as const] : []),
    ...checks.map((check) => ({ icon: 'warn', word: words.check, why: issueText(check) }) as const),
    ...(personal.length > 0 ? [{ icon: 'lock', word: words.personal, why: words.personalWhy(personal.join(', ')) } as const] : []),
    ...(content.estimated ? [{ icon: 'info', word: words.estimated, why: words.estimatedWhy } as const] : []),
  ];
}
