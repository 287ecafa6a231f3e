import type { ActivityContent } from './activity.ts';
import { activityType } from './activity-types.ts';
import { positionOf } from './border-marker.ts';

/** The main positions of the border markers a record names, each once: 304/6 and 304/8 stand at 304. */
export function markedPositions({ type, own }: Pick<ActivityContent, 'type' | 'own'>): number[] {
  const fields = Object.entries(activityType(type)?.fields ?? {}).filter(([, { kind }]) => kind === 'markers');
  const named = fields.flatMap(([field]) => own[field] ?? []).filter((value) => typeof value === 'string');
  return [...new Set(named.flatMap((marker) => positionOf(marker) ?? []))].sort((a, b) => a - b);
}
