import type { ActivityContent } from './activity.ts';
import { activityType } from './activity-types.ts';
import { MARKER_FORM } from './border-marker.ts';

/** The main positions of the border markers a record names, each once: 304/6 and 304/8 stand at 304. */
export function markedPositions({ type, own }: Pick<ActivityContent, 'type' | 'own'>): number[] {
  const fields = Object.entries(activityType(type)?.fields ?? {}).filter(([, { kind }]) => kind === 'markers');
  const named = fields.flatMap(([field]) => own[field] ?? []).filter((value) => typeof value === 'string');
  const positions = named.flatMap((marker) => MARKER_FORM.exec(marker)?.[1] ?? []).map(Number);
  return [...new Set(positions)].sort((a, b) => a - b);
}
