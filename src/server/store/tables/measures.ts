import { MEASURE_KEYS, type MeasureKey } from '../../../domain/measure.ts';

/** Every measure of the domain has a column in the tables that count. */
export type MeasureColumn = `m_${MeasureKey}`;
export const measureColumn = (key: MeasureKey): MeasureColumn => `m_${key}`;
export const MEASURE_COLUMNS: readonly MeasureColumn[] = MEASURE_KEYS.map(measureColumn);
/** Null is "not counted", as an absent measure is in the domain. */
export type MeasureColumns = { [K in MeasureColumn]: number | null };
