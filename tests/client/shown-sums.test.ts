import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type PlanRow, planRows } from '../../src/client/features/plans/plan-rows.ts';
import { RECORD_STATES } from '../../src/domain/activity.ts';
import { type Contribution, contribution } from '../../src/domain/contribution.ts';
import type { FigureRow } from '../../src/domain/figures/row.ts';
import { rowsByItem } from '../../src/domain/figures/rows.ts';
import type { ItemCode } from '../../src/domain/ids.ts';
import { childrenOf, type Plan, PlanItem, takesRecords } from '../../src/domain/plan.ts';
import { nextPlanVersion } from '../../src/domain/plan-life.ts';
import { addTallies, cellsOf, DeclaredCell, isSomething, NO_TALLY, ownTallies, rollUp, type Tally } from '../../src/domain/tally.ts';
import { BORDERS, CONSULAR, itemCode, makeContent, PLAN } from '../domain/make.ts';

// What stands on the screen is added up here, line by line, as a reader with a pencil would.

interface Node {
  readonly parent: number;
  readonly before: PlanItem['tracking'];
  readonly after: PlanItem['tracking'];
  readonly retires: boolean;
  readonly isUnitHeading: boolean;
}
const tracking = fc.constantFrom<PlanItem['tracking']>('tally', 'tally', 'none', 'milestone');
const node: fc.Arbitrary<Node> = fc.record({
  parent: fc.nat({ max: 8 }),
  before: tracking,
  after: tracking,
  retires: fc.boolean(),
  isUnitHeading: fc.boolean(),
});

/** A plan of random shape, then its second version with other items counted and some ended. */
function plansOf(nodes: readonly Node[]): { former: Plan; amended: Plan } {
  const codes = nodes.map((_, at) => `N${at}`);
  const [sample] = PLAN.items;
  const items = nodes.map(({ parent, before, isUnitHeading }, at) =>
    PlanItem.parse({
      ...sample,
      code: codes[at],
      // A node lies under an earlier one, or is a root.
      parentCode: parent < at ? codes[parent] : null,
      marker: isUnitHeading ? '-' : null,
      text: isUnitHeading ? `Phòng ${at}:` : `Nội dung ${at}`,
      tracking: before,
    }),
  );
  const former = { ...PLAN, items: inOrder({ ...PLAN, items }) };
  const byCode = new Map(items.map((item, at) => [item.code, nodes[at] as Node]));
  const changed = former.items.map((item) => {
    const { after = 'none', retires = false } = byCode.get(item.code) ?? {};
    return { ...item, tracking: after, ...(retires && { retired: { version: 2, successorCodes: [] } }) };
  });
  return { former, amended: nextPlanVersion(former, { items: changed }) };
}
/** As a document prints them: each node before what lies below it. */
const inOrder = (plan: Plan, code: ItemCode | null = null): PlanItem[] =>
  childrenOf(plan, code).flatMap((item) => [item, ...inOrder(plan, item.code)]);

const isCountedIn = (plan: Plan): ItemCode[] => plan.items.filter(takesRecords).map((item) => item.code);

const record = fc.record({
  at: fc.nat({ max: 50 }),
  state: fc.constantFrom(...RECORD_STATES),
  unitId: fc.constantFrom(BORDERS, CONSULAR),
  date: fc.constantFrom('2024-01-20', '2024-06-12'),
  attendees: fc.integer({ min: 1, max: 90 }),
  estimated: fc.boolean(),
});
const town = fc.record({
  nodes: fc.array(node, { minLength: 1, maxLength: 9 }),
  records: fc.array(record, { maxLength: 12 }),
  changes: fc.array(fc.tuple(record, record), { maxLength: 4 }),
  declared: fc.array(fc.nat({ max: 50 }), { maxLength: 3 }),
});
type Town = typeof town extends fc.Arbitrary<infer T> ? T : never;
type Entry = Town['records'][number];

function sourceOf(former: Plan, { records, changes, declared }: Town) {
  const codes = isCountedIn(former);
  const add = ({ at, state, attendees, ...rest }: Entry): Contribution =>
    contribution(makeContent({ ...rest, itemCode: codes[at % codes.length], own: { sessions: 1, attendees } }), state);
  const received = changes.map(([before]) => add(before));
  return {
    cells: [...cellsOf([...records.map(add), ...received], former.reporting).values()],
    declared: declared.map((at) =>
      DeclaredCell.parse({ planId: former.id, itemCode: codes[at % codes.length], unitId: BORDERS, part: '2024-06-01', records: 2 }),
    ),
    changes: changes.map(([, after], at) => ({ received: received[at], changed: add(after) })),
  };
}

const plain = (tally: Tally) => JSON.parse(JSON.stringify(isSomething(tally) ? tally : NO_TALLY, sortedKeys));
/** Zero and nothing are the same to a reader who adds up. */
const sortedKeys = (key: string, value: unknown): unknown =>
  key === 'measures'
    ? Object.fromEntries(
        Object.entries(value as object)
          .filter(([, sum]) => sum !== 0)
          .toSorted(),
      )
    : value;
const sumOf = (tallies: readonly Tally[]): Tally => tallies.reduce(addTallies, NO_TALLY);

/** `lines`: what is shown of each node, the sum first; `own`: its line for itself where it has one besides. */
function expectToAddUp(plan: Plan, lines: ReadonlyMap<ItemCode, Tally>, own: ReadonlyMap<ItemCode, Tally>, total: Tally): void {
  // Work done once shows no figures: what lies below it stands for itself.
  const shown = (code: ItemCode): Tally[] => {
    const sum = lines.get(code);
    const mine = sum ?? own.get(code);
    return [...(mine ? [mine] : []), ...(sum ? [] : childrenOf(plan, code).flatMap((child) => shown(child.code)))];
  };
  for (const { code } of plan.items) {
    const below = childrenOf(plan, code).flatMap((child) => shown(child.code));
    const sum = lines.get(code);
    if (sum && below.length > 0) expect(plain(sumOf([...below, own.get(code) ?? NO_TALLY])), code).toEqual(plain(sum));
  }
  const top = childrenOf(plan, null).flatMap((root) => shown(root.code));
  expect(plain(sumOf(top))).toEqual(plain(total));
}

const withCounted = (check: (one: Town, former: Plan, amended: Plan) => void): void =>
  fc.assert(
    fc.property(town, (one) => {
      const { former, amended } = plansOf(one.nodes);
      fc.pre(isCountedIn(former).length > 0);
      check(one, former, amended);
    }),
    { numRuns: 400 },
  );

test('the lines of the table by item add up to their headings, and the top ones to the total, after any amendment', () => {
  withCounted((one, former, amended) => {
    const source = sourceOf(former, one);
    for (const plan of [former, amended])
      for (const unitId of [undefined, BORDERS]) {
        const { rows, total } = rowsByItem(plan, source, { period: undefined, unitId }, () => false);
        const of = (kinds: readonly FigureRow['kind'][]) =>
          new Map(rows.flatMap((row) => ('item' in row && kinds.includes(row.kind) ? [[row.item.code, row.tally] as const] : [])));
        expectToAddUp(plan, of(['heading', 'item']), of(['own']), total);
        expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
      }
  });
});

test('the lines of the plan tree add up to their headings, and the top ones to the whole, after any amendment', () => {
  withCounted((one, former, amended) => {
    const source = sourceOf(former, one);
    for (const plan of [former, amended]) {
      const own = ownTallies(plan, source);
      const all = rollUp(plan, own);
      const counted = new Set([...own].flatMap(([code, tally]) => (isSomething(tally) ? [code] : [])));
      const rows = planRows(plan, { ownUnits: [], mineOnly: false, query: '', counted });
      const of = (kinds: readonly PlanRow['kind'][], tallies: ReadonlyMap<ItemCode, Tally>) =>
        new Map(
          rows.flatMap((row) => (kinds.includes(row.kind) ? [[row.item.code, tallies.get(row.item.code) ?? NO_TALLY] as const] : [])),
        );
      const total = sumOf(childrenOf(plan, null).map((root) => all.get(root.code) ?? NO_TALLY));
      expectToAddUp(plan, of(['heading', 'item'], all), of(['own'], own), total);
    }
  });
});

test('an item that is counted no more keeps its line in the tree', () => {
  const ended = (...codes: string[]) => ({
    ...PLAN,
    items: PLAN.items.map((item) => (codes.includes(item.code) ? { ...item, tracking: 'none' as const, wasTally: true as const } : item)),
  });
  const lines = (plan: Plan, ...counted: string[]) =>
    planRows(plan, { ownUnits: [], mineOnly: false, query: '', counted: new Set(counted.map(itemCode)) }).map(
      (row) => `${row.kind} ${row.item.code}`,
    );
  const living = ['text I', 'heading II', 'heading II.1', 'heading II.1.a', 'item II.1.a.p1', 'item II.1.a.p2'];
  expect(lines(ended('II.1.b', 'II.1.b.p1'), 'II.1.b.p1')).toEqual([...living, 'heading II.1.b', 'own II.1.b.p1', 'milestone III']);
  expect(lines(ended('II.1.b', 'II.1.b.p1'), 'II.1.b')).toEqual([
    ...living,
    'heading II.1.b',
    'own II.1.b',
    'text II.1.b.p1',
    'milestone III',
  ]);
  expect(lines(ended('II.1.b'), 'II.1.b', 'II.1.b.p1')).toEqual([
    ...living,
    'heading II.1.b',
    'own II.1.b',
    'item II.1.b.p1',
    'milestone III',
  ]);
  expect(lines(ended('II.1.b', 'II.1.b.p1'))).toEqual([...living, 'fold II.1.b', 'milestone III']);
});
