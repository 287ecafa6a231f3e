import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readText } from '../../src/documents/text.ts';
import { day } from '../../src/domain/day.ts';
import { PlanId, UnitId } from '../../src/domain/ids.ts';
import { type Plan, Plan as PlanSchema } from '../../src/domain/plan.ts';
import { amendDraft, matchReading } from '../../src/domain/plan-amend.ts';
import { codesOf } from '../../src/domain/plan-draft/codes.ts';
import {
  acceptRest,
  addNode,
  type DraftEdit,
  dropNode,
  editNode,
  indentNode,
  keepNode,
  keepUnprinted,
  matchLead,
  moveNode,
  outdentNode,
  setSeen,
  unprinted,
} from '../../src/domain/plan-draft/edit.ts';
import { milestoneOf } from '../../src/domain/plan-draft/milestone.ts';
import {
  type DraftNode,
  draftFromReading,
  levelsOf,
  lineOwners,
  type PlanDraft,
  progressOf,
  unmatchedLeads,
} from '../../src/domain/plan-draft/plan-draft.ts';
import { toPlan } from '../../src/domain/plan-draft/save.ts';
import { mergeUp, splitNode } from '../../src/domain/plan-draft/words.ts';
import { checkPlan, checkSuccessor } from '../../src/domain/plan-life.ts';
import { readPlan } from '../../src/domain/plan-reading/read-plan.ts';
import { Unit } from '../../src/domain/reference.ts';
import { MADE_UP_PLANS, planText, REAL_PLANS } from './plan-reading/answer-key.ts';

const SAVED_ON = day('2026-03-15');

const UNITS = ['VP', 'QLBG'].map((id) => Unit.parse({ id, name: `Phòng ${id}`, shortName: id, aliases: [] }));
const draftOf = (text: string): PlanDraft => draftFromReading(readPlan(readText(text), { units: UNITS }), PlanId.parse('ke-hoach'), 2024);
const SMALL = draftOf(`KẾ HOẠCH
Tuyên truyền năm 2024
I. MỤC ĐÍCH
- Một việc.
- Hai việc.
II. NỘI DUNG
1. Tuyên truyền
a) Tuyên truyền biên giới cho người dân. Tuyên truyền cho ngư dân, tổ chức 12 buổi tuyên truyền.
b) Kiểm tra 05 cuộc.
2. Báo cáo
- Gửi báo cáo về Sở chậm nhất ngày 15/3/2024.
- Gửi báo cáo hằng quý.`);

const at = (draft: PlanDraft, code: string): string => [...codesOf(draft)].find(([, one]) => one === code)?.[0] ?? '';
const nodeAt = (draft: PlanDraft, code: string): DraftNode => draft.nodes.find(({ key }) => key === at(draft, code)) as DraftNode;
const must = (edit: DraftEdit): PlanDraft => {
  if (!edit) throw new Error('Not possible');
  return edit.draft;
};
const codes = (draft: PlanDraft): string[] => [...codesOf(draft).values()];

describe('a draft as it was read', () => {
  test.each([...REAL_PLANS, ...MADE_UP_PLANS.filter((name) => !name.includes('09'))])('%s keeps the codes of the reader', (name) => {
    const reading = readPlan(readText(planText(name)));
    expect(codes(draftFromReading(reading, PlanId.parse('p'), 2024))).toEqual(reading.items.map(({ code }) => code));
  });

  test('nothing is seen, and no target is accepted', () => {
    expect(progressOf(SMALL)).toMatchObject({ seen: 0, total: SMALL.nodes.length });
    expect(SMALL.nodes.flatMap(({ targets }) => targets)).not.toEqual([]);
    expect(toPlan(SMALL, UNITS, SAVED_ON).targets).toEqual([]);
  });

  test('what is uncertain is not accepted with the rest', () => {
    const draft = draftOf('I. A\n1. Một.\n3. Ba.');
    const { doubtful } = progressOf(draft);
    expect(doubtful.map(({ doubts }) => doubts)).toEqual([['gap']]);
    const accepted = acceptRest(draft);
    expect(progressOf(accepted)).toMatchObject({ seen: 2, total: 3 });
    expect(progressOf(setSeen(accepted, [doubtful[0]?.key ?? '']))).toMatchObject({ seen: 3, doubtful: [] });
  });
});

describe('corrections', () => {
  test('joining takes words, lines, targets and children over', () => {
    const draft = must(mergeUp(SMALL, at(SMALL, 'II.1.b')));
    const node = nodeAt(draft, 'II.1.a');
    expect(node.text).toMatch(/ngư dân, tổ chức 12 buổi tuyên truyền\. Kiểm tra 05 cuộc\.$/);
    expect(node.lines).toHaveLength(2);
    expect(node.targets.map(({ value }) => value)).toEqual([12, 5]);
    const higher = must(mergeUp(SMALL, at(SMALL, 'II.2')));
    expect(codes(higher)).toEqual(['I', 'I.a', 'I.b', 'II', 'II.1', 'II.1.a', 'II.1.b', 'II.1.b.a', 'II.1.b.b']);
  });

  test('splitting gives the second part a place, its targets and its lines', () => {
    const { text } = nodeAt(SMALL, 'II.1.a');
    const draft = must(splitNode(SMALL, at(SMALL, 'II.1.a'), { part: 'text', at: text.indexOf('Tuyên truyền cho ngư dân') }));
    expect(codes(draft)).toContain('II.1.p1');
    expect(nodeAt(draft, 'II.1.a')).toMatchObject({ text: 'Tuyên truyền biên giới cho người dân.', targets: [] });
    expect(nodeAt(draft, 'II.1.p1').targets).toHaveLength(1);
    expect(splitNode(SMALL, at(SMALL, 'II.1.a'), { part: 'text', at: 0 })).toBeUndefined();
    const back = must(mergeUp(draft, at(draft, 'II.1.p1')));
    expect(nodeAt(back, 'II.1.a')).toMatchObject({ text, lines: nodeAt(SMALL, 'II.1.a').lines });
  });

  test('lines of a joined paragraph part again where they were joined', () => {
    const joined = must(mergeUp(SMALL, at(SMALL, 'I.b')));
    const { text, lines } = nodeAt(joined, 'I.a');
    expect(lines).toHaveLength(2);
    const apart = must(splitNode(joined, at(joined, 'I.a'), { part: 'text', at: text.indexOf('Hai') }));
    expect([nodeAt(apart, 'I.a').lines, nodeAt(apart, 'I.p1').lines]).toEqual([[lines[0]], [lines[1]]]);
  });

  test('an item leaves with all below it, or lifts its children', () => {
    expect(codes(must(dropNode(SMALL, at(SMALL, 'II.1'), 'drop')))).toEqual(['I', 'I.a', 'I.b', 'II', 'II.2', 'II.2.a', 'II.2.b']);
    expect(codes(must(dropNode(SMALL, at(SMALL, 'II.1'), 'lift')))).toEqual([
      'I',
      'I.a',
      'I.b',
      'II',
      'II.a',
      'II.b',
      'II.2',
      'II.2.a',
      'II.2.b',
    ]);
  });

  test('moving, indenting and outdenting keep the order of the text', () => {
    expect(codes(must(moveNode(SMALL, at(SMALL, 'II.1'), 1)))).toEqual([
      'I',
      'I.a',
      'I.b',
      'II',
      'II.2',
      'II.2.a',
      'II.2.b',
      'II.1',
      'II.1.a',
      'II.1.b',
    ]);
    expect(moveNode(SMALL, at(SMALL, 'I'), -1)).toBeUndefined();
    const indented = must(indentNode(SMALL, at(SMALL, 'II.2')));
    expect(codes(indented).slice(4)).toEqual(['II.1', 'II.1.a', 'II.1.b', 'II.1.2', 'II.1.2.a', 'II.1.2.b']);
    const outdented = must(outdentNode(SMALL, at(SMALL, 'II.1.a')));
    expect(codes(outdented).slice(4)).toEqual(['II.1', 'II.a', 'II.a.b', 'II.2', 'II.2.a', 'II.2.b']);
    expect(indentNode(SMALL, at(SMALL, 'I'))).toBeUndefined();
    expect(outdentNode(SMALL, at(SMALL, 'I'))).toBeUndefined();
  });

  test('a blank item, and a label of its own', () => {
    const edit = addNode(SMALL, at(SMALL, 'I.a'));
    const draft = must(edit);
    expect(codes(draft).slice(0, 4)).toEqual(['I', 'I.a', 'I.p1', 'I.b']);
    expect(codes(must(editNode(draft, edit?.at ?? '', { label: 'b', title: 'Việc' }))).slice(0, 4)).toEqual(['I', 'I.a', 'I.b', 'I.b(2)']);
    expect(codes(must(addNode({ ...SMALL, nodes: [] }, null)))).toEqual(['p1']);
  });

  test('a printed unit is matched for all items it leads', () => {
    const draft = draftOf('I. A\nSTT\tNội dung\tChủ trì\n1\tTuyên truyền biển\tSở Nội vụ\n2\tTuyên truyền đảo\tSở Nội vụ');
    const [group] = unmatchedLeads(draft);
    expect(group).toMatchObject({ printed: 'Sở Nội vụ', keys: { length: 2 } });
    const matched = matchLead(draft, group?.printed ?? '', group?.keys ?? [], UnitId.parse('VP'));
    expect(unmatchedLeads(matched)).toEqual([]);
    expect(matched.aliases).toEqual({ 'Sở Nội vụ': 'VP' });
  });
});

describe('milestones', () => {
  const due = (change: Partial<DraftNode>) =>
    milestoneOf({ ...nodeAt(SMALL, 'I.a'), ...change }, SMALL.header, UNITS).occurrences.map((one) => one.due);

  test('are due on the last day of their quarter or month, within the plan', () => {
    expect(due({ schedule: { type: 'month', months: [2, 3, 6, 12], basis: 'stated' } })).toEqual([
      '2024-02-29',
      '2024-03-31',
      '2024-06-30',
      '2024-12-31',
    ]);
    expect(due({ schedule: { type: 'quarter', quarters: [1, 4], basis: 'stated' } })).toEqual(['2024-03-31', '2024-12-31']);
    expect(due({ schedule: { type: 'month', months: [6], basis: 'stated' } })).toEqual(['2024-06-30']);
    expect(due({ schedule: { type: 'year', basis: 'default' } })).toEqual(['2024-12-31']);
    expect(due({ schedule: { type: 'adhoc', basis: 'stated' } })).toEqual([null]);
    expect(due({ text: 'Gửi báo cáo chậm nhất ngày 15/3/2024' })).toEqual(['2024-03-15']);
    expect(due({ text: 'Báo cáo trước ngày 5/1/2025' })).toEqual(['2024-12-31']);
  });

  test('fall to every unit where the plan says so', () => {
    const node = { ...nodeAt(SMALL, 'I.a'), leadUnit: 'Các phòng chuyên môn' };
    expect(milestoneOf(node, SMALL.header, UNITS).unitIds).toEqual(['VP', 'QLBG']);
    expect(milestoneOf({ ...node, leadUnit: 'Phòng QLBG' }, SMALL.header, UNITS).unitIds).toEqual([]);
  });
});

test('a draft becomes a plan the office accepts, with the targets that were accepted', () => {
  const node = nodeAt(SMALL, 'II.1.b');
  const draft = must(
    editNode(SMALL, node.key, {
      tracking: 'tally',
      leadUnitId: UnitId.parse('VP'),
      targets: node.targets.map((one) => ({ ...one, accepted: true })),
    }),
  );
  const { plan, targets } = toPlan(draft, UNITS, SAVED_ON);
  expect(PlanSchema.parse(plan)).toEqual(plan);
  expect(
    checkPlan(
      plan,
      UNITS.map(({ id }) => id),
    ),
  ).toEqual([]);
  expect(plan).toMatchObject({ id: 'ke-hoach', version: 1, year: 2024, period: { from: '2024-01-01', to: '2024-12-31' } });
  expect(targets).toEqual([
    { place: { planId: 'ke-hoach', itemCode: 'II.1.b', measure: 'inspections', unitId: null, period: 'year' }, value: 5 },
  ]);
  expect(plan.items.find(({ code }) => code === 'II.2.a')?.milestone?.occurrences).toEqual([{ id: 'd1', due: '2024-03-15' }]);
});

test('a unit that is printed with a second name in brackets is found by either, and not where they are of two units', () => {
  const lead = (printed: string) =>
    draftOf(`KẾ HOẠCH\nTuyên truyền năm 2024\nI. MỤC ĐÍCH\n1. Một việc.\n- Chủ trì: ${printed}.`).nodes[1]?.leadUnitId;
  for (const printed of ['Phòng VP (Thường trực Hội đồng)', 'Thường trực Hội đồng (Phòng VP)', 'Phòng VP (VP)'])
    expect(lead(printed), printed).toBe('VP');
  for (const printed of ['Phòng VP (Phòng QLBG)', 'Thường trực Hội đồng (Ban)']) expect(lead(printed) ?? null, printed).toBeNull();
});

test('a person sets what an item counts, in the order they want', () => {
  const draft = must(editNode(SMALL, nodeAt(SMALL, 'II.1.b').key, { tracking: 'tally', measures: ['attendees', 'inspections'] }));
  expect(toPlan(draft, UNITS, SAVED_ON).plan.items.find(({ code }) => code === 'II.1.b')?.measures).toEqual(['attendees', 'inspections']);
});

describe('an amendment', () => {
  const base = toPlan(SMALL, UNITS, SAVED_ON).plan;
  const read = (text: string) => readPlan(readText(text), { units: UNITS });
  const saved = (draft: PlanDraft): Plan => toPlan(draft, UNITS, SAVED_ON).plan;
  const isFit = (plan: Plan): void => {
    const wrong = [
      ...checkPlan(
        plan,
        UNITS.map(({ id }) => id),
      ),
      ...checkSuccessor(base, plan),
    ];
    expect(wrong).toEqual([]);
  };

  test('by hand begins with everything as it was, all of it seen', () => {
    const draft = amendDraft(base);
    expect(progressOf(draft)).toMatchObject({ seen: base.items.length, total: base.items.length });
    expect(saved(draft).items).toEqual(base.items);
    expect(saved(draft).version).toBe(2);
    isFit(saved(draft));
  });

  test('keeps codes: a dropped item ends, a joined one names its successor, a new one takes a code nobody had', () => {
    let draft = amendDraft(base);
    draft = must(dropNode(draft, at(draft, 'I.a'), 'drop'));
    draft = must(mergeUp(draft, at(draft, 'II.1.b')));
    draft = must(addNode(draft, at(draft, 'I.b')));
    draft = must(editNode(draft, `k1`, { title: 'Ba việc' }));
    const plan = saved(draft);
    isFit(plan);
    const item = (code: string) => plan.items.find((one) => one.code === code);
    expect(item('I.a')?.retired).toEqual({ version: 2, since: SAVED_ON, successorCodes: [] });
    expect(item('II.1.b')?.retired).toEqual({ version: 2, since: SAVED_ON, successorCodes: ['II.1.a'] });
    expect(item('I.p1')?.title).toBe('Ba việc');
    const dated = { ...draft, header: { ...draft.header, amendment: { number: null, date: day('2026-07-15') } } };
    expect(saved(dated).items.find(({ code }) => code === 'I.a')?.retired?.since).toBe('2026-07-15');
    // What ended keeps its day when the plan is amended once more.
    const later = saved(amendDraft(saved(dated)));
    expect(later.items.find(({ code }) => code === 'I.a')?.retired?.since).toBe('2026-07-15');
    const again = must(keepNode(draft, at(draft, 'I.a')));
    expect(saved(again).items.find(({ code }) => code === 'I.a')?.retired).toBeUndefined();
  });

  test('read from a paper finds the former items by their words, wherever they stand now', () => {
    const draft = matchReading(
      base,
      read(`KẾ HOẠCH
Sửa đổi năm 2024
I. MỤC ĐÍCH
- Việc mới hẳn.
- Một việc.
II. NỘI DUNG
1. Tuyên truyền
a) Tuyên truyền biên giới cho người dân. Tuyên truyền cho ngư dân, tổ chức 20 buổi tuyên truyền.
2. Báo cáo
- Gửi báo cáo hằng quý.`),
      2024,
    );
    const plan = saved(draft);
    isFit(plan);
    const codeOf = (text: string) => plan.items.find((item) => item.text.startsWith(text))?.code;
    expect(codeOf('Một việc')).toBe('I.a');
    expect(codeOf('Việc mới')).toBe('I.c');
    expect(codeOf('Gửi báo cáo hằng quý')).toBe('II.2.b');
    expect(plan.items.find(({ code }) => code === 'II.1.a')?.text).toContain('20 buổi');
    expect(plan.items.filter(({ retired }) => retired).map(({ code }) => code)).toEqual(['I.b', 'II.1.b', 'II.2.a']);
    // What ends, and what reads differently, is a person's to look at.
    expect(progressOf(draft).doubtful.map(({ fixedCode }) => fixedCode)).toEqual(['I.b', 'II.1.b', 'II.2.a']);
    expect(nodeAt(draft, 'II.1.a').seen).toBe(false);
    expect(nodeAt(draft, 'I.a').seen).toBe(true);
  });

  test('read from a paper that prints its changes alone keeps all the rest, once a person says so', () => {
    const draft = matchReading(
      base,
      read(`QUYẾT ĐỊNH
Sửa đổi năm 2024
II. NỘI DUNG
1. Tuyên truyền
a) Tuyên truyền biên giới cho người dân. Tuyên truyền cho ngư dân, tổ chức 20 buổi tuyên truyền.`),
      2024,
    );
    expect(draft.doubts).toEqual([]);
    const [ended, ...others] = unprinted(draft);
    expect(others.length).toBeGreaterThan(3);
    // What somebody has looked at and ended stays so.
    const kept = keepUnprinted(must(dropNode(draft, ended?.key ?? '', 'lift')));
    expect(unprinted(kept)).toEqual([]);
    const plan = saved(kept);
    isFit(plan);
    expect(plan.items.filter(({ retired }) => retired).map(({ code }) => code)).toEqual([ended?.fixedCode]);
    expect(plan.items.map(({ code }) => code).sort()).toEqual(base.items.map(({ code }) => code).sort());
    expect(plan.items.find(({ code }) => code === 'II.1.a')?.text).toContain('20 buổi');
  });
});

/** What a person may do, at some place of the tree. */
const step = fc.record({
  kind: fc.constantFrom(
    'see',
    'rest',
    'title',
    'label',
    'drop',
    'lift',
    'merge',
    'split',
    'keep',
    'up',
    'down',
    'indent',
    'outdent',
    'add',
  ),
  place: fc.nat({ max: 80 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
});

function play(draft: PlanDraft, { kind, place, share }: { kind: string; place: number; share: number }): DraftEdit {
  const node = draft.nodes[place % Math.max(1, draft.nodes.length)];
  if (!node) return addNode(draft, null);
  const { key } = node;
  const cut = Math.floor(share * node.text.length);
  switch (kind) {
    case 'see':
      return { draft: setSeen(draft, [key]), at: key };
    case 'rest':
      return { draft: acceptRest(draft), at: key };
    case 'title':
      return editNode(draft, key, { title: `Mục ${place}` });
    case 'label':
      return editNode(draft, key, { label: `${place % 4}` });
    case 'drop':
    case 'lift':
      return dropNode(draft, key, kind);
    case 'merge':
      return mergeUp(draft, key);
    case 'split':
      return splitNode(draft, key, { part: 'text', at: cut });
    case 'keep':
      return keepNode(draft, key);
    case 'up':
      return moveNode(draft, key, -1);
    case 'down':
      return moveNode(draft, key, 1);
    case 'indent':
      return indentNode(draft, key);
    case 'outdent':
      return outdentNode(draft, key);
    default:
      return addNode(draft, key);
  }
}

function expectWhole(draft: PlanDraft): void {
  const owned = draft.nodes.flatMap(({ lines }) => lines);
  expect(new Set(owned).size).toBe(owned.length);
  expect(lineOwners(draft).size).toBe(owned.length);
  const all = codes(draft);
  expect(new Set(all).size).toBe(all.length);
  // Parents before children, and every branch in one piece.
  const levels = levelsOf(draft);
  const path: (string | null)[] = [];
  for (const { key, parentKey } of draft.nodes) {
    path.length = (levels.get(key) ?? 0) - 1;
    expect(path.at(-1) ?? null).toBe(parentKey);
    path.push(key);
  }
}

test('whatever is done in whatever order, the draft stays whole, and undoing leads back', () => {
  const fresh = [SMALL, ...REAL_PLANS.map((name) => draftOf(planText(name)))];
  const amended = fresh.map((draft) => amendDraft(toPlan(draft, UNITS, SAVED_ON).plan));
  fc.assert(
    fc.property(fc.constantFrom(...fresh, ...amended), fc.array(step, { maxLength: 40 }), (start, steps) => {
      const before = structuredClone(start);
      let draft = start;
      for (const one of steps) {
        const edit = play(draft, one);
        if (!edit) continue;
        draft = edit.draft;
        expectWhole(draft);
        if (edit.at !== null) expect(draft.nodes.some(({ key }) => key === edit.at)).toBe(true);
      }
      const plan: Plan = toPlan(draft, UNITS, SAVED_ON).plan;
      const wrong = checkPlan(
        plan,
        UNITS.map(({ id }) => id),
      ).filter(({ code }) => code !== 'noItems' && code !== 'noTitle');
      expect(wrong).toEqual([]);
      if (draft.base) expect(checkSuccessor(draft.base, plan)).toEqual([]);
      // No operation reaches into a draft: the ones before are the way back.
      expect(start).toEqual(before);
    }),
    { numRuns: 200 },
  );
});

test('a quote left open asks for a look and does not keep the plan from being saved', () => {
  const reading = readPlan(readText('I. NỘI DUNG\n1. Học tập chuyên đề “Giữ biển.\n3. Viết bài.'));
  const draft = draftFromReading(reading, PlanId.parse('p1'), 2026);
  const { doubtful, asking } = progressOf(draft);
  expect(doubtful.map(({ doubts }) => doubts)).toEqual([['gap']]);
  expect(asking.map(({ doubts }) => doubts)).toEqual([['quoteOpen']]);
  expect(progressOf(setSeen(draft, [asking[0]?.key ?? ''])).asking).toEqual([]);
});
