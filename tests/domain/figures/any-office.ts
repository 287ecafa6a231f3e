import fc from 'fast-check';
import { RECORD_STATES } from '../../../src/domain/activity.ts';
import { type Contribution, contribution } from '../../../src/domain/contribution.ts';
import type { Column } from '../../../src/domain/figures/column.ts';
import { type FigureRow, figureIn } from '../../../src/domain/figures/row.ts';
import type { Plan } from '../../../src/domain/plan.ts';
import { cellsOf, DeclaredCell, type TallySource } from '../../../src/domain/tally.ts';
import { anyContent, makeWorld, PLAN } from '../make.ts';

export const UNITS = makeWorld().units;

/** The plan after an amendment that counts some of its items no more. */
export const amended = (ended: readonly string[]): Plan => ({
  ...PLAN,
  items: PLAN.items.map((item) => (ended.includes(item.code) ? { ...item, tracking: 'none' as const, wasTally: true as const } : item)),
});
const COUNTED = PLAN.items.filter((item) => item.tracking === 'tally').map((item) => item.code);

const logged: fc.Arbitrary<Contribution[]> = fc.array(
  fc.tuple(anyContent, fc.constantFrom(...RECORD_STATES)).map(([content, state]) => contribution(content, state)),
  { maxLength: 14 },
);
const held = fc.array(
  fc.record({ code: fc.constantFrom(...COUNTED), unit: fc.constantFrom(...UNITS), records: fc.integer({ min: 1, max: 9 }) }),
  { maxLength: 3 },
);
/** Records of an office in any state, what phones declare, and its plan after an amendment. */
export const anyOffice = fc.record({ logged, held, ended: fc.subarray(COUNTED) }).map(({ logged: records, held: phones, ended }) => ({
  records,
  plan: amended(ended),
  source: {
    cells: [...cellsOf(records, PLAN.reporting).values()],
    declared: phones.map(({ code, unit, records: count }) =>
      DeclaredCell.parse({ planId: PLAN.id, itemCode: code, unitId: unit.id, part: '2024-06-01', records: count }),
    ),
    changes: [],
  } satisfies TallySource,
}));

/** What a reader adds up: confirmed and waiting of one column. */
export const pair = (row: FigureRow, column: Column): readonly [number, number] => {
  const figure = figureIn(row, column);
  return [figure?.count.value ?? 0, figure?.waiting?.value ?? 0];
};
export const added = (rows: readonly FigureRow[], column: Column): readonly [number, number] =>
  rows.map((row) => pair(row, column)).reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0] as readonly [number, number]);
