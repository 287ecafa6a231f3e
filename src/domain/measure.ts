import * as z from 'zod/mini';

/** What one record may count: ask above `warn`, refuse above `max`. Proposals, no rule sets them. Whole numbers per record. */
export const MEASURES = {
  sessions: { warn: 5, max: 31 },
  attendees: { warn: 500, max: 20_000 },
  leaflets: { warn: 2_000, max: 50_000 },
  vessels: { warn: 200, max: 5_000 },
  vesselOwners: { warn: 200, max: 5_000 },
  pledges: { warn: 200, max: 5_000 },
  broadcasts: { warn: 30, max: 200 },
  broadcastMinutes: { warn: 900, max: 12_000 },
  articles: { warn: 5, max: 50 },
  posts: { warn: 5, max: 50 },
  meetings: { warn: 2, max: 10 },
  integratedMeetings: { warn: 3, max: 20 },
  events: { warn: 2, max: 10 },
  contests: { warn: 2, max: 10 },
  contestants: { warn: 1_000, max: 50_000 },
  inspections: { warn: 5, max: 31 },
  findings: { warn: 20, max: 500 },
  models: { warn: 20, max: 500 },
  commendations: { warn: 100, max: 2_000 },
  campaigns: { warn: 3, max: 20 },
  trainings: { warn: 3, max: 20 },
  trainees: { warn: 300, max: 5_000 },
} as const satisfies Record<string, { readonly warn: number; readonly max: number }>;

export type MeasureKey = keyof typeof MEASURES;
export const MEASURE_KEYS = Object.keys(MEASURES) as MeasureKey[];
export const MeasureName = z.enum(Object.keys(MEASURES) as [MeasureKey, ...MeasureKey[]]);

/** Sums by measure. A measure that is absent was not counted; it is not zero. */
export type Measures = { readonly [K in MeasureKey]?: number };

/** Adds `sign` times `more` to `sum`; measures that end at zero stay, as counted. */
export function addMeasures(sum: Measures, more: Measures, sign: 1 | -1 = 1): Measures {
  const total: { [K in MeasureKey]?: number } = { ...sum };
  for (const key of MEASURE_KEYS) {
    const value = more[key];
    if (value !== undefined) total[key] = (total[key] ?? 0) + sign * value;
  }
  return total;
}
