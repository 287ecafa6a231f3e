import type { ActivityContent } from '../../domain/activity.ts';
import { activityType, type FieldSpec, type FieldValue } from '../../domain/activity-types.ts';
import { DOT, fieldWords, optionLabel } from '../labels/format.ts';

function partOf(type: string, field: string, spec: FieldSpec, value: FieldValue | undefined): string | undefined {
  if (spec.kind === 'markers' && Array.isArray(value) && value.length > 0) return `${fieldWords(field).label} ${value.join(', ')}`;
  if (spec.kind === 'choices' && Array.isArray(value)) return value.map((option) => optionLabel(type, field, option)).join('; ');
  return undefined;
}

/** What the record was about, where it says so: its border markers, topics, or its title, the last text its type asks for. */
export function subjectOf({ type, own }: ActivityContent): string | undefined {
  const fields = Object.entries(activityType(type)?.fields ?? {});
  const title = fields.findLast(([, spec]) => spec.kind === 'text' && spec.required)?.[0];
  const parts = fields.map(([field, spec]) => (field === title ? own[field] : partOf(type, field, spec, own[field])));
  return parts.filter(Boolean).join(DOT) || undefined;
}
