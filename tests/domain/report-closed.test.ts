import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RECORD_STATES } from '../../src/domain/activity.ts';
import { freezePeriod } from '../../src/domain/closing/freeze.ts';
import type { Adjustment, Frozen, FrozenRecord } from '../../src/domain/closing/frozen.ts';
import { type Contribution, contribution } from '../../src/domain/contribution.ts';
import { day } from '../../src/domain/day.ts';
import type { ActivityId } from '../../src/domain/ids.ts';
import { contains, PERIOD_KINDS } from '../../src/domain/period.ts';
import { Plan } from '../../src/domain/plan.ts';
import { closedPart } from '../../src/domain/report/closed-source.ts';
import { paperOf } from '../../src/domain/report/paper-of-report.ts';
import type { Report, ReportPeriod } from '../../src/domain/report/report.ts';
import { shareTextOf } from '../../src/domain/report/share-text.ts';
import { anyContent, BORDERS, CONSULAR, makeContent, PLAN, reporting } from './make.ts';
import { named, reportOf, sourceOf } from './make-report.ts';

const frozenRecord = (one: Contribution, at: number, version = 1): FrozenRecord => {
  const { planId: _, state: __, localityId, ...rest } = one;
  return { ...rest, id: `r${at}` as ActivityId, version, ...(localityId !== undefined && { localityId }) };
};

const freeze = (records: readonly Contribution[], { period }: ReportPeriod, plan: Plan): Frozen => {
  const of = (state: Contribution['state']) => records.flatMap((one, at) => (one.state === state ? [frozenRecord(one, at)] : []));
  return {
    ...freezePeriod(period, [], of('confirmed')),
    planVersion: plan.version,
    closedOn: day('2024-12-20'),
    waiting: of('sent').filter(({ date }) => contains(period, date)),
    declared: [],
    targets: [],
    marks: [],
  };
};

/** All that a report says of its period, without what is of now in any case. */
const figuresOf = ({ items, forms, total, byLocality, coverage, missing, milestones }: Report) => ({
  items: items
    .map(({ item, kind, figures }) => ({ code: item.code, kind, period: figures.map(({ column, period }) => [column.key, period]) }))
    .map((one) => ({ ...one, period: one.period.filter(([, figure]) => (figure as { value: number }).value !== 0) }))
    .filter(({ period }) => period.length > 0)
    // What was logged since the start of the year below an item parts it in two lines. In a period with nothing below it, both say one thing.
    .filter((line, at, lines) => line.kind !== 'own' || !isDeepStrictEqual(line.period, lines[at - 1]?.period)),
  forms: forms.filter(({ period }) => period.value !== 0).map(({ column, period }) => [column.key, period]),
  total: total.period,
  byLocality: byLocality?.map((one) => ({ ...one })),
  coverage,
  missing,
  milestones,
});

const anyRecords = fc.array(
  fc.tuple(anyContent, fc.constantFrom(...RECORD_STATES)).map(([content, state]) => contribution(content, state)),
  { maxLength: 20 },
);

test('whatever is recorded later, the report of a closed period has the figures it had when it was closed, for the office and for a unit', () => {
  const anyCase = fc.record({ rule: reporting, kind: fc.constantFrom(...PERIOD_KINDS), atClosing: anyRecords, later: anyRecords });
  fc.assert(
    fc.property(anyCase, fc.boolean(), ({ rule, kind, atClosing, later }, isOfUnit) => {
      const plan = Plan.parse({ ...PLAN, reporting: rule });
      const about = named(kind, 1, plan);
      const unit = isOfUnit ? { id: BORDERS, name: 'Phòng', shortName: 'P', aliases: [] } : undefined;
      const part = closedPart(plan, freeze(atClosing, about, plan), ({ unitId }) => !unit || unitId === unit.id);
      const made = reportOf(later, about, { unit, source: sourceOf(later, about, plan), ...part });
      expect(figuresOf(made)).toEqual(figuresOf(reportOf(atClosing, about, { plan, unit })));
      expect(made.total.cumulative).toEqual(reportOf(later, about, { plan, unit }).total.cumulative);
    }),
    { numRuns: 25 },
  );
});

const of = (change: Readonly<Record<string, unknown>>, at: number, version = 1): FrozenRecord =>
  frozenRecord(contribution(makeContent(change), 'confirmed'), at, version);

const ADJUSTMENTS: readonly Adjustment[] = [
  { is: of({ date: '2024-02-20', own: { sessions: 2, attendees: 30 } }, 1) },
  { was: of({ date: '2024-02-21' }, 2), is: of({ date: '2024-02-21', own: { sessions: 1, attendees: 80 }, itemCode: 'II.1.b.p1' }, 2, 2) },
  { was: of({ date: '2024-02-22', unitId: CONSULAR }, 3) },
];

test('what has changed in earlier reports stands in a part of its own: what was told, what it is now, and the difference', () => {
  const about = named('month', 4);
  const paper = paperOf(reportOf([], about, { adjustments: ADJUSTMENTS }));
  const at = paper.blocks.findIndex((block) => block.kind === 'part' && block.text.startsWith('4. Bổ sung, điều chỉnh'));
  const [said, table] = paper.blocks.slice(at + 1);
  expect(said).toMatchObject({
    text: expect.stringContaining('bổ sung 01 lần hoạt động; điều chỉnh 01 lần hoạt động; rút 01 lần hoạt động.'),
  });
  const rows = table?.kind === 'table' ? table.rows.map(({ code, cells }) => [code, ...cells.slice(0, 5)]) : [];
  expect(rows).toEqual([
    ['II.1.a.p1', '1', 'Mục II.1.a.p1', '', '', ''],
    [undefined, '', 'lượt người tham dự', '170', '30', '-140'],
    ['II.1.b.p1', '2', 'Mục II.1.b.p1', '', '', ''],
    [undefined, '', 'buổi tuyên truyền', '0', '1', '+1'],
    [undefined, '', 'lượt người tham dự', '0', '80', '+80'],
    [undefined, '', 'Tổng cộng', '', '', ''],
    [undefined, '', 'buổi tuyên truyền', '2', '3', '+1'],
    [undefined, '', 'lượt người tham dự', '170', '110', '-60'],
  ]);
  const unit = { id: CONSULAR, name: 'Phòng', shortName: 'P', aliases: [] };
  expect(reportOf([], about, { unit, adjustments: ADJUSTMENTS }).supplement).toMatchObject({ added: 0, changed: 0, withdrawn: 1 });
  expect(
    paperOf(reportOf([], about, { adjustments: [] })).blocks.some(({ kind, ...one }) => JSON.stringify(one).includes('4. Bổ sung')),
  ).toBe(false);
});

test('a report in short says under which code its figures were closed', () => {
  const closed = { on: day('2024-04-15'), code: '1A2B3C4D' };
  expect(shareTextOf(reportOf([], named('month', 4), { closed }))).toContain('Số liệu chốt ngày 15/4/2024, mã 1A2B3C4D.');
});
