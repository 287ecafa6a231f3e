import type { Accessor } from 'solid-js';
import type { ActivityContent } from '../../../domain/activity.ts';
import { activityType, type FieldValue } from '../../../domain/activity-types.ts';
import { Day } from '../../../domain/day.ts';
import { useApp } from '../../app-context.ts';
import { fieldWords, formatDay, formatNumber, optionLabel } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { KeyValue } from '../../ui/key-values.tsx';

type Say = (field: string, value: FieldValue | null) => string;

/** Every value in words: names for ids, the answer's own words for choices. */
export function createSay(type: Accessor<string>): Say {
  const app = useApp();
  const names = (list: readonly { readonly id: string; readonly name: string }[]) => (id: string) =>
    list.find((one) => one.id === id)?.name ?? id;
  const oneOf = (field: string): ((value: string) => string) => {
    const { units, localities, partners } = app.reference();
    switch (field) {
      case 'unitId':
      case 'coUnitIds':
        return names(units);
      case 'localityId':
        return names(localities);
      case 'partnerIds':
        return names(partners);
      case 'audienceGroups':
        return (value) => (({ ...labels().domain.audienceGroups }) as Readonly<Record<string, string>>)[value] ?? value;
      default: {
        const kind = activityType(type())?.fields[field]?.kind;
        if (kind === 'choice' || kind === 'choices') return (value) => optionLabel(type(), field, value);
        return (value) => (Day.safeParse(value).success ? formatDay(Day.parse(value)) : value);
      }
    }
  };
  return (field, value) => {
    if (value === null) return labels().tallies.blank;
    if (typeof value === 'boolean') return value ? labels().tallies.isSo : labels().tallies.isNotSo;
    if (typeof value === 'number') return formatNumber(value);
    return typeof value === 'string' ? oneOf(field)(value) : value.map(oneOf(field)).join(', ') || labels().tallies.blank;
  };
}

const COMMON_ROWS = [
  'itemCode',
  'date',
  'endDate',
  'unitId',
  'localityId',
  'placeNote',
  'coUnitIds',
  'partnerIds',
  'audienceGroups',
  'alsoItemCodes',
] as const;

/** What the record says, answered fields alone. */
export function createRecordRows(content: Accessor<ActivityContent>): Accessor<KeyValue[]> {
  const say = createSay(() => content().type);
  const row = (field: string, value: FieldValue | undefined): KeyValue[] =>
    value === undefined || (Array.isArray(value) && value.length === 0)
      ? []
      : [{ label: fieldWords(field).label, value: say(field, value) }];
  return () => {
    const one = content();
    const own = Object.keys(activityType(one.type)?.fields ?? {});
    return [
      ...COMMON_ROWS.flatMap((field) => row(field, one[field])),
      ...own.flatMap((field) => row(field, one.own[field])),
      ...(one.estimated ? row('estimated', true) : []),
      ...row('note', one.note),
    ];
  };
}
