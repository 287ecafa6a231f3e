import type { ActivityContent } from '../../domain/activity.ts';
import { activityType, type FieldValue } from '../../domain/activity-types.ts';
import type { Day } from '../../domain/day.ts';
import { fieldValue } from '../../domain/patch.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Reference } from '../../domain/reference.ts';
import { fieldWords, formatDay, formatNumber, optionLabel, unitBeside, withUnit } from '../labels/format.ts';
import { labels } from '../labels/labels.ts';
import { fieldsInOrder } from './field-order.ts';

type Named = readonly { readonly id: string; readonly name: string }[];
const nameIn = (list: Named, id: string): string => list.find((entry) => entry.id === id)?.name ?? id;

/** What ids stand for. */
export interface Names extends Reference {
  readonly plans?: readonly Plan[] | undefined;
}

function textOf(reference: Names, type: string, field: string, value: string): string {
  switch (field) {
    case 'date':
    case 'endDate':
      return formatDay(value as Day);
    case 'planId':
      return reference.plans?.find(({ id }) => id === value)?.title ?? value;
    case 'unitId':
    case 'coUnitIds':
      return nameIn(reference.units, value);
    case 'localityId':
      return nameIn(reference.localities, value);
    case 'partnerIds':
      return nameIn(reference.partners, value);
    case 'audienceGroups': {
      const groups: { readonly [group: string]: string } = labels().domain.audienceGroups;
      return groups[value] ?? value;
    }
    default:
      return optionLabel(type, field, value);
  }
}

/** What stands in a field, in words: names for ids, the answer's own words for choices. */
export function fieldText(reference: Names, type: string, field: string, value: FieldValue | null | undefined): string {
  const { blank, yes, no } = labels().records.record;
  if (value === undefined || value === null) return blank;
  if (typeof value === 'boolean') return value ? yes : no;
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'string') return textOf(reference, type, field, value);
  return value.map((part) => textOf(reference, type, field, part)).join('; ') || blank;
}

/** Said by the figures, the plate and the day above. */
const isSaidAbove = (type: string, field: string): boolean => {
  if (field === 'itemCode' || field === 'date') return true;
  const spec = activityType(type)?.fields[field];
  return spec?.kind === 'count' && spec.measure !== undefined;
};

/** What a record says beside its figures, answered fields alone. */
export function fieldRows(reference: Reference, content: ActivityContent): { readonly label: string; readonly value: string }[] {
  return fieldsInOrder(activityType(content.type) ?? { fields: {} }).flatMap((field) => {
    const value = fieldValue(content, field);
    if (value === undefined || isSaidAbove(content.type, field) || (Array.isArray(value) && value.length === 0)) return [];
    const { label } = fieldWords(field);
    const unit = unitBeside(fieldWords(field));
    const isCount = typeof value === 'number' && unit !== undefined;
    return [{ label, value: isCount ? withUnit(value, unit) : fieldText(reference, content.type, field, value) }];
  });
}
