import { AUDIENCE_GROUPS } from '../../domain/activity.ts';
import { activityType } from '../../domain/activity-types.ts';
import { optionLabel } from '../labels/format.ts';
import { labels } from '../labels/labels.ts';

/** Every chip a record of a type may have, with its words. */
export function chipsOf(type: string): { readonly key: string; readonly name: string }[] {
  const own = Object.entries(activityType(type)?.fields ?? {}).flatMap(([field, spec]) =>
    spec.kind === 'choice' || spec.kind === 'choices' ? spec.options.map((key) => ({ key, name: optionLabel(type, field, key) })) : [],
  );
  return [...own, ...AUDIENCE_GROUPS.map((key) => ({ key, name: labels().domain.audienceGroups[key] }))];
}
