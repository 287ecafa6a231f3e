import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ActivityContent } from '../../src/domain/activity.ts';
import { contribution } from '../../src/domain/contribution.ts';
import { day } from '../../src/domain/day.ts';
import type { ItemCode, UnitId } from '../../src/domain/ids.ts';
import { isOffered, type Plan, type PlanItem, takesRecords } from '../../src/domain/plan.ts';
import { checkPlan, checkSuccessor, nextPlanVersion, type PlanIssueCode } from '../../src/domain/plan-life.ts';
import { checkContent } from '../../src/domain/rules.ts';
import { cellsOf, tallyByItem } from '../../src/domain/tally.ts';
import { freeCode, insertItems, mergeItems, retireItem, splitItem } from './amend-plan.ts';
import { anyContent, BORDERS, CONSULAR, itemCode, makeContent, makeWorld, PLAN } from './make.ts';

const UNITS: UnitId[] = [BORDERS, CONSULAR];
const itemOf = (plan: Plan, code: string): PlanItem => {
  const item = plan.items.find((one) => one.code === code);
  if (!item) throw new Error(code);
  return item;
};
const changed = (code: string, change: Partial<PlanItem>): Plan => ({
  ...PLAN,
  items: PLAN.items.map((item) => (item.code === code ? { ...item, ...change } : item)),
});
const codesOf = (plan: Plan): PlanIssueCode[] => checkPlan(plan, UNITS).map((issue) => issue.code);

describe('a plan by itself', () => {
  test('is right as it is', () => {
    expect(codesOf(PLAN)).toEqual([]);
  });

  const retired = { version: 2, successorCodes: [] };
  test.each<[PlanIssueCode, Plan]>([
    ['noItems', { ...PLAN, items: [] }],
    ['tooManyItems', { ...PLAN, items: Array.from({ length: 1_001 }, (_, at) => ({ ...itemOf(PLAN, 'I'), code: itemCode(`I.${at}`) })) }],
    ['noTitle', { ...PLAN, title: ' ' }],
    ['noTitle', changed('II', { title: '' })],
    ['tooLong', { ...PLAN, agency: 'x'.repeat(301) }],
    ['tooLong', changed('II', { text: 'x'.repeat(20_001) })],
    ['periodBackwards', { ...PLAN, period: { from: day('2024-02-01'), to: day('2024-01-31') } }],
    ['periodTooLong', { ...PLAN, period: { from: day('2024-01-01'), to: day('2034-12-31') } }],
    ['codeTwice', { ...PLAN, items: [...PLAN.items, itemOf(PLAN, 'I')] }],
    ['noParent', { ...PLAN, items: PLAN.items.toReversed() }],
    ['unknownUnit', changed('II', { leadUnitId: 'nobody' as UnitId })],
    ['unknownUnit', changed('III', { milestone: { occurrences: [], unitIds: ['nobody' as UnitId] } })],
    ['unknownType', changed('II.1.b', { usualTypes: ['dancing'] })],
    ['emptySchedule', changed('II', { schedule: { type: 'quarter', basis: 'stated' } })],
    ['badMilestone', changed('II', { milestone: { occurrences: [], unitIds: [] } })],
    [
      'badMilestone',
      changed('III', {
        milestone: {
          occurrences: [
            { id: '1', due: null },
            { id: '1', due: null },
          ],
          unitIds: [],
        },
      }),
    ],
    ['underRetired', changed('II.1.a', { retired })],
    ['badSuccessor', changed('III', { retired: { version: 2, successorCodes: [itemCode('IX')] } })],
    ['badSuccessor', changed('III', { retired: { version: 2, successorCodes: [itemCode('III')] } })],
  ])('has %s', (code, plan) => {
    expect(codesOf(plan)).toContain(code);
  });

  test('names items that follow each other in a ring', () => {
    const follows: Record<string, string> = { I: 'III', III: 'I' };
    const items = PLAN.items.map((item) => {
      const next = follows[item.code];
      return next === undefined ? item : { ...item, retired: { version: 2, successorCodes: [itemCode(next)] } };
    });
    expect(codesOf({ ...PLAN, items })).toEqual(['badSuccessor', 'badSuccessor']);
  });

  test('is too deep below the twelfth level', () => {
    const items = Array.from({ length: 13 }, (_, at) => ({
      ...itemOf(PLAN, 'I'),
      code: itemCode(`n${at}`),
      parentCode: at === 0 ? null : itemCode(`n${at - 1}`),
    }));
    expect(codesOf({ ...PLAN, items })).toEqual(['tooDeep']);
    expect(codesOf({ ...PLAN, items: items.slice(0, 12) })).toEqual([]);
  });
});

describe('the version after', () => {
  const issuesOf = (next: Plan): PlanIssueCode[] => checkSuccessor(PLAN, next).map((issue) => issue.code);

  test('is the next of the same plan', () => {
    expect(issuesOf(nextPlanVersion(PLAN, { title: 'Kế hoạch sửa đổi' }))).toEqual([]);
    expect(issuesOf(PLAN)).toEqual(['notTheNext']);
    expect(issuesOf({ ...nextPlanVersion(PLAN, {}), version: 3 })).toEqual(['notTheNext']);
  });

  test('has every code of the one before', () => {
    expect(issuesOf(nextPlanVersion(PLAN, { items: PLAN.items.filter((item) => item.code !== 'III') }))).toEqual(['codeLost']);
  });

  test('covers every day of the one before', () => {
    expect(issuesOf(nextPlanVersion(PLAN, { period: { from: day('2024-01-02'), to: day('2024-12-31') } }))).toEqual(['periodCut']);
    expect(issuesOf(nextPlanVersion(PLAN, { period: { from: day('2023-12-15'), to: day('2025-12-31') } }))).toEqual([]);
  });

  test('still takes the records of an item that is counted no longer', () => {
    const items = PLAN.items.map((item) => ({ ...item, tracking: 'none' as const }));
    expect(checkSuccessor(PLAN, { ...PLAN, version: 2, items }).map(({ code }) => code)).toContain('tallyForgotten');
    const next = nextPlanVersion(PLAN, { items });
    expect(checkSuccessor(PLAN, next)).toEqual([]);
    const after = nextPlanVersion(next, { items: next.items.map(({ wasTally: _, ...item }) => item) });
    expect(takesRecords(itemOf(after, 'II.1.b')) && !isOffered(after, itemOf(after, 'II.1.b'))).toBe(true);
    expect(takesRecords(itemOf(after, 'I'))).toBe(false);
  });
});

describe('what has ended', () => {
  test('an item that ends takes all below it along, offers nothing, and takes what was logged before', () => {
    const next = nextPlanVersion(PLAN, { items: retireItem(PLAN, itemCode('II.1.b'), [itemCode('II.1.a.p1')], 2) });
    expect(checkPlan(next, UNITS)).toEqual([]);
    expect(itemOf(next, 'II.1.b').retired).toEqual({ version: 2, successorCodes: ['II.1.a.p1'] });
    expect(itemOf(next, 'II.1.b.p1').retired).toEqual({ version: 2, successorCodes: [] });
    expect(isOffered(next, itemOf(next, 'II.1.b.p1'))).toBe(false);
    expect(checkContent(makeContent({ itemCode: 'II.1.b.p1' }), makeWorld({ plan: next }))).toEqual([]);
  });

  test('a closed plan offers nothing and takes what comes late', () => {
    const closed = nextPlanVersion(PLAN, { closed: true });
    expect(closed.items.some((item) => isOffered(closed, item))).toBe(false);
    expect(checkContent(makeContent(), makeWorld({ plan: closed }))).toEqual([]);
  });
});

/** One amendment, by chance: `pick` chooses among what there is. */
type Amendment = { readonly kind: 'retire' | 'split' | 'merge' | 'add' | 'move' | 'uncount' | 'retitle'; readonly pick: number };
const amendment: fc.Arbitrary<Amendment> = fc.record({
  kind: fc.constantFrom('retire', 'split', 'merge', 'add', 'move', 'uncount', 'retitle'),
  pick: fc.nat(1_000),
});

function amended(plan: Plan, { kind, pick }: Amendment): Plan {
  const version = plan.version + 1;
  const living = plan.items.filter((item) => isOffered(plan, item));
  const chosen = living[pick % Math.max(1, living.length)];
  if (!chosen) return nextPlanVersion(plan, {});
  const fresh = (label: string, among = plan): PlanItem => ({ ...chosen, code: freeCode(among, chosen.parentCode, label) });
  const each = (change: Partial<PlanItem>): PlanItem[] => plan.items.map((item) => (item === chosen ? { ...item, ...change } : item));
  switch (kind) {
    case 'retire':
      return nextPlanVersion(plan, { items: retireItem(plan, chosen.code, [], version) });
    case 'split': {
      const first = fresh('s');
      const second = fresh('s', { ...plan, items: [...plan.items, first] });
      return nextPlanVersion(plan, { items: splitItem(plan, chosen.code, [first, second], version) });
    }
    case 'merge': {
      const beside = living.find((item) => item !== chosen && item.parentCode === chosen.parentCode) ?? chosen;
      return nextPlanVersion(plan, { items: mergeItems(plan, [...new Set([chosen.code, beside.code])], fresh('m'), version) });
    }
    case 'add':
      return nextPlanVersion(plan, { items: insertItems(plan, chosen.code, [fresh('n')]) });
    case 'move':
      return nextPlanVersion(plan, { items: each({ parentCode: itemCode('II') }) });
    case 'uncount':
      return nextPlanVersion(plan, { items: each({ tracking: 'none' }) });
    case 'retitle':
      return nextPlanVersion(plan, { items: each({ title: `Mục đổi tên ${pick}`, marker: 'z' }) });
  }
}

/** Fails on any write, however deep. */
const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};

const roots = (plan: Plan, records: readonly ActivityContent[]): number => {
  const cells = cellsOf(
    records.map((content) => contribution(content, 'confirmed')),
    plan.reporting,
  );
  const tallies = tallyByItem(plan, cells.values(), [], []);
  return plan.items
    .filter((item) => item.parentCode === null)
    .reduce((sum, { code }) => sum + (tallies.get(code)?.confirmed.records ?? 0), 0);
};
const ownCount = (records: readonly ActivityContent[], code: ItemCode): number => records.filter((one) => one.itemCode === code).length;

describe('any sequence of amendments, with records from phones that lag behind', () => {
  const steps = fc.array(
    fc.oneof(
      amendment.map((one) => ({ amendment: one })),
      fc.tuple(anyContent, fc.nat(20), fc.nat(1_000)).map(([content, behind, pick]) => ({ content, behind, pick })),
    ),
    { maxLength: 25 },
  );

  /** Plays the steps; a record is logged under what some earlier version offered. */
  function play(list: readonly (typeof steps extends fc.Arbitrary<(infer S)[]> ? S : never)[]) {
    const versions: Plan[] = [frozen(PLAN)];
    const records: ActivityContent[] = [];
    for (const step of list) {
      const newest = versions.at(-1) ?? PLAN;
      if ('amendment' in step) versions.push(frozen(amended(newest, step.amendment)));
      else {
        const seen = versions[Math.max(0, versions.length - 1 - step.behind)] ?? PLAN;
        const offered = seen.items.filter((item) => isOffered(seen, item));
        const item = offered[step.pick % Math.max(1, offered.length)];
        if (item) records.push({ ...step.content, itemCode: item.code, alsoItemCodes: [] });
      }
    }
    return { versions, records };
  }

  test('every version is right, and right after the one before', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { versions } = play(list);
        for (const [at, plan] of versions.entries()) {
          const before = versions[at - 1];
          expect([...checkPlan(plan, UNITS), ...(before ? checkSuccessor(before, plan) : [])]).toEqual([]);
        }
      }),
    );
  });

  test('no record is refused, each counts once in the whole, and each stays under the item it was logged under', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { versions, records } = play(list);
        const newest = versions.at(-1) ?? PLAN;
        const world = makeWorld({ plan: newest, today: day('2025-01-01') });
        const itemIssues = records.flatMap((content) => checkContent(content, world)).filter(({ field }) => field === 'itemCode');
        expect(itemIssues).toEqual([]);
        expect(roots(newest, records)).toBe(records.length);
        const leaves = { ...newest, items: newest.items.map((item) => ({ ...item, parentCode: null })) };
        const cells = cellsOf(
          records.map((content) => contribution(content, 'confirmed')),
          newest.reporting,
        );
        const tallies = tallyByItem(leaves, cells.values(), [], []);
        for (const { code } of newest.items) expect(tallies.get(code)?.confirmed.records ?? 0).toBe(ownCount(records, code));
      }),
    );
  });

  test('a report made with one version says the same whatever comes afterwards', () => {
    fc.assert(
      fc.property(steps, fc.nat(25), (list, at) => {
        const early = play(list.slice(0, at));
        const measured = early.versions.at(-1) ?? PLAN;
        const figures = (plan: Plan) => {
          const cells = cellsOf(
            early.records.map((content) => contribution(content, 'confirmed')),
            plan.reporting,
          );
          return [...tallyByItem(plan, cells.values(), [], [])];
        };
        const issued = JSON.stringify(figures(measured));
        const later = play(list).versions.find((plan) => plan.version === measured.version);
        expect(later && JSON.stringify(figures(later))).toBe(issued);
      }),
    );
  });
});
