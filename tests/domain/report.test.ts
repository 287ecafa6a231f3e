import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RECORD_STATES, type RecordState } from '../../src/domain/activity.ts';
import { type Contribution, contribution } from '../../src/domain/contribution.ts';
import { day } from '../../src/domain/day.ts';
import { PLACE_MEASURES } from '../../src/domain/figures/columns.ts';
import { MEASURE_KEYS, type Measures } from '../../src/domain/measure.ts';
import { type MilestoneMark, markKey } from '../../src/domain/milestone.ts';
import { contains, PERIOD_KINDS, type Period, periodsPerYear, type Reporting } from '../../src/domain/period.ts';
import { childrenOf, Plan } from '../../src/domain/plan.ts';
import type { FigureLine } from '../../src/domain/report/item-lines.ts';
import { proposeLetterhead } from '../../src/domain/report/letterhead.ts';
import { linesByLocality } from '../../src/domain/report/locality-lines.ts';
import { paperOf } from '../../src/domain/report/paper-of-report.ts';
import { cumulativeOf, type Report, type ReportPeriod } from '../../src/domain/report/report.ts';
import { figureSentence } from '../../src/domain/report/sentence.ts';
import { shareTextOf } from '../../src/domain/report/share-text.ts';
import { countWords, dayInFull, dayWords } from '../../src/domain/report/words.ts';
import { cellsOf, tallyByItem } from '../../src/domain/tally.ts';
import type { Target } from '../../src/domain/target.ts';
import { anyContent, BORDERS, CONSULAR, itemCode, makeContent, makeWorld, PLAN, periodIn, reporting } from './make.ts';
import { asked, named, reportOf } from './make-report.ts';

const one = (change: Readonly<Record<string, unknown>> = {}, state: RecordState = 'confirmed'): Contribution =>
  contribution(makeContent(change), state);
const anyRecords = fc.array(
  fc.tuple(anyContent, fc.constantFrom(...RECORD_STATES)).map(([content, state]) => contribution(content, state)),
  { maxLength: 30 },
);
const anyAbout = (plan: Plan): fc.Arbitrary<ReportPeriod> =>
  fc.oneof(
    periodIn('2024-01-01', '2024-12-31').map((period) => ({ name: undefined, period })),
    fc
      .constantFrom(...PERIOD_KINDS)
      .chain((kind) => fc.integer({ min: 1, max: periodsPerYear(kind) }).map((index) => named(kind, index, plan))),
  );
/** A plan cut by any rule, and a period of it. */
const anyCase = reporting.chain((rule: Reporting) => {
  const plan = Plan.parse({ ...PLAN, reporting: rule });
  return fc.record({ plan: fc.constant(plan), about: anyAbout(plan), records: anyRecords });
});

/** Added up the plain way: record by record, measure by measure. */
function recount(records: readonly Contribution[], period: Period): Measures {
  const sums: { [key: string]: number } = {};
  for (const record of records)
    if (record.state === 'confirmed' && contains(period, record.date))
      for (const [key, value] of Object.entries(record.measures)) sums[key] = (sums[key] ?? 0) + value;
  return sums;
}
const nonZero = (measures: Measures): Measures => Object.fromEntries(Object.entries(measures).filter(([, value]) => value !== 0));

/** Those that are added up: a rate is worked out anew from what they add up to. */
const added = <Line extends FigureLine>(lines: readonly Line[]): Line[] => lines.filter(({ column }) => column.sums === 'sum');

/** What the lines of an item say, by measure. */
const said = (report: Report, code: string, column: 'period' | 'cumulative'): Measures => {
  const line = report.items.find(({ item, kind }) => item.code === code && kind !== 'own');
  return nonZero(Object.fromEntries(added(line?.figures ?? []).map((at) => [at.column.key, at[column].value])));
};
const forms = (report: Report, column: 'period' | 'cumulative'): Measures =>
  nonZero(Object.fromEntries(added(report.forms).map((at) => [at.column.key, at[column].value])));
const add = (all: readonly Measures[]): Measures => {
  const sums: { [key: string]: number } = {};
  for (const measures of all) for (const key of MEASURE_KEYS) if (measures[key]) sums[key] = (sums[key] ?? 0) + measures[key];
  return sums;
};

describe('whatever was recorded, in any period by any calendar or between any two days', () => {
  test('the report says what its confirmed records add up to, in the period and since the start of the year', () => {
    fc.assert(
      fc.property(anyCase, ({ plan, about, records }) => {
        const report = reportOf(records, about, { plan });
        expect(forms(report, 'period')).toEqual(nonZero(recount(records, about.period)));
        expect(forms(report, 'cumulative')).toEqual(nonZero(recount(records, cumulativeOf(about, plan))));
        expect(report.total.period.records).toBe(
          records.filter((record) => record.state === 'confirmed' && contains(about.period, record.date)).length,
        );
      }),
      { numRuns: 50 },
    );
  });

  test('each parent is the sum of what stands below it, the roots are the total, and so are the places', () => {
    fc.assert(
      fc.property(anyCase, ({ plan, about, records }) => {
        const report = reportOf(records, about, { plan });
        for (const column of ['period', 'cumulative'] as const) {
          for (const { item, kind } of report.items) {
            const below = childrenOf(plan, item.code);
            if (kind === 'own' || below.length === 0) continue;
            const own = report.items.find((line) => line.kind === 'own' && line.item.code === item.code);
            const ownSaid = Object.fromEntries(added(own?.figures ?? []).map((at) => [at.column.key, at[column].value]));
            expect(said(report, item.code, column)).toEqual(add([...below.map(({ code }) => said(report, code, column)), ownSaid]));
          }
          expect(add(childrenOf(plan, null).map(({ code }) => said(report, code, column)))).toEqual(forms(report, column));
        }
        const total = recount(records, about.period);
        for (const [at, key] of PLACE_MEASURES.entries())
          expect(report.byLocality?.reduce((sum, { figures }) => sum + (figures[at]?.value ?? 0), 0)).toBe(total[key] ?? 0);
      }),
      { numRuns: 50 },
    );
  });

  test('a named period has the figures of the tally, and the reports of all units are the office’s', () => {
    fc.assert(
      fc.property(anyCase, ({ plan, about, records }) => {
        fc.pre(about.name !== undefined);
        const report = reportOf(records, about, { plan });
        const tallies = tallyByItem(plan, cellsOf(records, plan.reporting).values(), [], [], { period: about.period });
        for (const { item, kind } of report.items)
          if (kind !== 'own') expect(said(report, item.code, 'period')).toEqual(nonZero(tallies.get(item.code)?.confirmed.measures ?? {}));
        const { units } = makeWorld();
        const each = units.map((unit) => forms(reportOf(records, about, { plan, unit }), 'period'));
        expect(add(each)).toEqual(forms(report, 'period'));
      }),
      { numRuns: 25 },
    );
  });

  test('what waits is counted beside the figures and is in none of them', () => {
    fc.assert(
      fc.property(anyCase, ({ plan, about, records }) => {
        const waiting = records.filter((record) => record.state === 'sent' && contains(about.period, record.date)).length;
        expect(reportOf(records, about, { plan }).missing).toMatchObject({ waiting, declared: 0 });
      }),
      { numRuns: 25 },
    );
  });
});

const paragraphs = (report: Report): string[] =>
  paperOf(report).blocks.flatMap((block) => (block.kind === 'table' ? [] : [block.text.replaceAll('\u00a0', ' ')]));

describe('the sentence built from figures', () => {
  const amount = (measures: Measures, estimated?: number) => ({ records: 1, measures, estimated });

  test('says every figure in its order', () => {
    const all = amount({
      sessions: 24,
      attendees: 2459,
      vessels: 308,
      pledges: 141,
      leaflets: 2360,
      broadcasts: 96,
      broadcastMinutes: 1440,
      articles: 9,
      posts: 7,
    });
    expect(figureSentence(all)).toBe(
      'Trong kỳ đã tổ chức 24 buổi tuyên truyền với 2.459 lượt người tham dự; tuyên truyền 308 lượt tàu cá, 141 bản cam kết được ký; phát 2.360 tờ rơi, tài liệu; 96 lượt phát thanh (1.440 phút); đăng 9 tin, bài và 7 bài trên mạng xã hội.',
    );
  });

  test('leaves out what is nothing, says "khoảng" before a guess, and names in a second sentence what the first has no place for', () => {
    expect(figureSentence(amount({ sessions: 2, attendees: 80, leaflets: 0, posts: 3 }, 1))).toBe(
      'Trong kỳ đã tổ chức 2 buổi tuyên truyền với khoảng 80 lượt người tham dự; đăng khoảng 3 bài trên mạng xã hội.',
    );
    expect(figureSentence(amount({ integratedMeetings: 4, attendees: 90 }))).toBe(
      'Trong kỳ có 90 lượt người tham dự. Ngoài ra có 4 cuộc họp có lồng ghép.',
    );
    expect(figureSentence(amount({ contests: 1 }))).toBe('Trong kỳ có 1 cuộc thi.');
    expect(figureSentence(amount({ sessions: 0 }))).toBeUndefined();
  });

  test('has a verb before whatever stands first', () => {
    expect(figureSentence(amount({ broadcasts: 12, broadcastMinutes: 60 }))).toBe('Trong kỳ thực hiện 12 lượt phát thanh (60 phút).');
    expect(figureSentence(amount({ pledges: 3, broadcasts: 12 }))).toBe('Trong kỳ có 3 bản cam kết được ký; 12 lượt phát thanh.');
    // Minutes stand beside the broadcasts they belong to.
    for (const measure of MEASURE_KEYS.filter((key) => key !== 'broadcastMinutes'))
      expect(figureSentence(amount({ [measure]: 5 }))).toMatch(/^Trong kỳ (đã tổ chức|có|tuyên truyền|phát|thực hiện|đăng)/);
  });

  test('numbers below ten have a nought before them, and none is a plain nought', () => {
    expect([0, 3, 9, 10].map(countWords)).toEqual(['0', '03', '09', '10']);
  });

  test('a plan without counted items is not said to have none beside its milestones', () => {
    const milestone = { occurrences: [{ id: '1', due: day('2024-06-01') }], unitIds: [] };
    const once = PLAN.items.filter(({ tracking }) => tracking === 'milestone').map((item) => ({ ...item, milestone }));
    const plan = { ...PLAN, items: once };
    expect(paragraphs(reportOf([], named('quarter', 2), { plan })).find((text) => text.startsWith('Kế hoạch có'))).toMatch(
      /^Kế hoạch có 01 việc một lần trong phạm vi/,
    );
  });

  test('the text to share has the figures of the paper', () => {
    const report = reportOf([one(), one({ date: '2024-02-01' }), one({ date: '2024-06-01' }, 'sent')], named('quarter', 2));
    expect(shareTextOf(report).split('\n')).toEqual([
      'SỞ NGOẠI VỤ: Kế hoạch tuyên truyền',
      'Quý II năm 2024 (từ 15/3/2024 đến 14/6/2024)',
      'Trong kỳ đã tổ chức 1 buổi tuyên truyền với 85 lượt người tham dự.',
      'Lũy kế từ 15/12/2023: 2 buổi tuyên truyền; 170 lượt người tham dự.',
      'Chờ xác nhận, chưa tính: 1 lần ghi.',
    ]);
  });
});

describe('the words of a state paper', () => {
  test('days below ten, January and February have a nought before them, other months none', () => {
    expect([dayWords(day('2026-02-05')), dayWords(day('2026-03-15')), dayWords(day('2026-12-01'))]).toEqual([
      '05/02/2026',
      '15/3/2026',
      '01/12/2026',
    ]);
    expect(dayInFull(day('2026-01-09')).replaceAll('\u00a0', ' ')).toBe('ngày 09 tháng 01 năm 2026');
  });

  test('the number is blank, the day too until somebody sets it, and the opening names plan, period and days', () => {
    const report = reportOf([one()], named('quarter', 2));
    const paper = paperOf(report);
    expect(paper.number).toMatch(/^Số:\u00a0+\/BC-SNgV$/);
    expect(paper.placeAndDate).toMatch(/^…, ngày\u00a0{5} tháng\u00a012 năm\u00a02024$/);
    expect(paperOf({ ...report, signedOn: day('2024-06-05') }).placeAndDate.replaceAll('\u00a0', ' ')).toBe('…, ngày 05 tháng 6 năm 2024');
    expect(paper.subject).toBe('Kết quả thực hiện Kế hoạch tuyên truyền, Quý II năm 2024');
    expect(paragraphs(report)[0]).toBe(
      'Thực hiện Kế hoạch số …/KH-SNgV ngày … tháng … năm 2024 của SỞ NGOẠI VỤ tuyên truyền, SỞ NGOẠI VỤ báo cáo kết quả Quý II năm 2024 (từ ngày 15/3/2024 đến ngày 14/6/2024) như sau:',
    );
    expect(paragraphs(reportOf([], asked('2024-02-03', '2024-03-09')))[0]).toContain(
      'kết quả từ ngày 03/02/2024 đến ngày 09/3/2024 như sau:',
    );
  });

  test('units that sent figures, that wait, and that have none are told apart', () => {
    const plan = Plan.parse({ ...PLAN, items: PLAN.items.map((item, at) => ({ ...item, leadUnitId: at < 5 ? 'u-office' : null })) });
    const records = [one({ unitId: BORDERS }), one({ unitId: CONSULAR }, 'sent')];
    expect(paragraphs(reportOf(records, named('year', 1), { plan }))).toContain(
      'Có 01 đơn vị gửi số liệu: u-border. Đơn vị có số liệu đang chờ xác nhận: u-consular. Đơn vị chưa có số liệu trong kỳ: u-office.',
    );
  });

  test('what a person wrote keeps its lines; what nobody wrote is a blank for the pen', () => {
    const words = { strengths: 'Đều.\nCó phối hợp.', limits: '', next: 'Tăng 2 buổi.', proposals: ' ' };
    const typed = paperOf(reportOf([], named('month', 6), { words })).blocks.flatMap((block) =>
      block.kind === 'paragraph' && block.typed ? [block.text] : [],
    );
    expect(typed).toEqual(['Ưu điểm: Đều.', 'Có phối hợp.', 'Hạn chế, nguyên nhân: …', 'Nhiệm vụ kỳ tới: Tăng 2 buổi.', 'Kiến nghị: …']);
  });

  test('the letterhead is proposed from the plan, and a unit’s from its office', () => {
    const office = proposeLetterhead({ ...PLAN, agency: 'Sở Ngoại vụ tỉnh Kiên Giang' }, undefined);
    expect(office).toMatchObject({
      parentBody: 'UBND TỈNH KIÊN GIANG',
      agency: 'SỞ NGOẠI VỤ',
      agencyInText: 'Sở Ngoại vụ',
      symbol: 'BC-SNgV',
      place: 'Kiên Giang',
      signer: 'GIÁM ĐỐC',
    });
    expect(proposeLetterhead({ ...PLAN, agency: 'Ủy ban nhân dân huyện An Biên', number: '62/KH-UBND' }, undefined)).toMatchObject({
      parentBody: '',
      agency: 'ỦY BAN NHÂN DÂN HUYỆN AN BIÊN',
      symbol: 'BC-UBND',
      place: 'An Biên',
    });
    const [unit] = makeWorld().units;
    expect(
      proposeLetterhead({ ...PLAN, agency: 'Sở Ngoại vụ tỉnh Kiên Giang' }, unit && { ...unit, name: 'Phòng Thanh tra' }),
    ).toMatchObject({
      parentBody: 'SỞ NGOẠI VỤ',
      agency: 'PHÒNG THANH TRA',
      signer: 'TRƯỞNG PHÒNG',
    });
    // What the office has set for its own reports comes before what the plan says; who signs is the unit's own.
    const set = { ...office, agency: 'SỞ NGOẠI VỤ VÀ BIÊN GIỚI', place: 'Rạch Giá', signer: 'PHÓ GIÁM ĐỐC' };
    expect(proposeLetterhead(PLAN, unit && { ...unit, name: 'Phòng Thanh tra' }, set)).toMatchObject({
      parentBody: 'SỞ NGOẠI VỤ VÀ BIÊN GIỚI',
      place: 'Rạch Giá',
      signer: 'TRƯỞNG PHÒNG',
    });
  });
});

describe('targets beside the figures', () => {
  const target = (change: Partial<Target>): Target => ({
    planId: PLAN.id,
    itemCode: PLAN.items[4]?.code ?? ('' as never),
    measure: 'sessions',
    unitId: null,
    period: 'year',
    value: 10,
    history: [],
    ...change,
  });
  const lineOf = (targets: Target[], about = named('month', 6), unit = false) => {
    const [first] = makeWorld().units;
    const report = reportOf([one(), one({ date: '2024-01-20' })], about, { targets, ...(unit && first && { unit: first }) });
    const line = report.items.find(({ item }) => item.code === 'II.1.a.p1');
    return line?.figures.find(({ column }) => column.key === 'sessions')?.target;
  };

  test('that of the report’s own kind of period comes before the year’s, and units’ targets stand together where the office set none', () => {
    expect(lineOf([target({}), target({ period: 'month', value: 2 })])).toEqual({ value: 2, per: 'month' });
    expect(lineOf([target({}), target({ period: 'quarter', value: 3 })])).toEqual({ value: 10, per: 'year' });
    expect(lineOf([target({ unitId: BORDERS, value: 4 }), target({ unitId: CONSULAR, value: 5 })])).toEqual({ value: 9, per: 'year' });
    expect(lineOf([target({ unitId: BORDERS, value: 4 }), target({})])).toEqual({ value: 10, per: 'year' });
    expect(lineOf([target({ unitId: CONSULAR, value: 5 }), target({})], named('month', 6), true)).toBeUndefined();
    expect(lineOf([target({ value: null })])).toBeUndefined();
  });

  test('the note says how far a target was reached, never of a target for another length of time', () => {
    const note = (targets: Target[]): string | undefined => {
      const table = paperOf(reportOf([one(), one({ date: '2024-01-20' })], named('month', 6), { targets })).blocks.find(
        (block) => block.kind === 'table',
      );
      const rows = table?.kind === 'table' ? table.rows : [];
      const at = rows.findIndex(({ code }) => code === 'II.1.a.p1');
      return rows[at + 1]?.cells[6];
    };
    expect(note([target({})])).toBe('đạt 20%');
    expect(note([target({ period: 'month', value: 2 })])).toBe('chỉ tiêu mỗi tháng; đạt 50%');
    expect(note([target({ period: 'quarter', value: 2 })])).toBe('chỉ tiêu mỗi quý');
    expect(note([])).toBe('');
  });
});

test('sums by locality that are older than the other figures leave a line for the rest, or are no part of the report', () => {
  const { localities } = makeWorld();
  const total = { records: 2, measures: { sessions: 3, attendees: 50 } };
  const place = localities[0]?.id ?? '';
  const lines = (sessions: number) =>
    linesByLocality([{ localityId: place, amount: { records: 1, measures: { sessions, attendees: 40 } } }], localities, total);
  expect(lines(2)?.map(({ kind, figures }) => [kind, ...figures.map(({ value }) => value)])).toEqual([
    ['locality', 2, 40],
    ['unknown', 1, 10],
  ]);
  expect(lines(4)).toBeUndefined();
});

test('work done once is in the report of the period it is due in or was done in, and stays in later ones while it is overdue', () => {
  const occurrences = [
    { id: 'a', due: '2024-02-10' },
    { id: 'b', due: '2024-05-09' },
    { id: 'c', due: '2024-11-20' },
  ];
  const plan = Plan.parse({
    ...PLAN,
    items: PLAN.items.map((item) => (item.code === 'III' ? { ...item, milestone: { occurrences, unitIds: [] } } : item)),
  });
  const place = { planId: plan.id, itemCode: itemCode('III'), occurrenceId: 'b', unitId: null };
  const mark: MilestoneMark = { ...place, doneDate: day('2024-05-07'), docNumber: '12/BC', history: [] };
  const rows = (about: ReportPeriod): unknown[] => {
    const report = reportOf([], about, { plan, marks: new Map([[markKey(mark), mark]]), today: day('2024-06-20') });
    const at = paperOf(report).blocks.findIndex((block) => block.kind === 'section' && block.text.startsWith('III.'));
    const table = paperOf(report).blocks[at + 1];
    return table?.kind === 'table' ? table.rows.map(({ cells }) => cells.slice(3)) : [table?.kind === 'paragraph' && table.text];
  };
  expect(rows(named('quarter', 2))).toEqual([
    ['10/02/2024', 'Quá hạn 131 ngày', ''],
    ['09/5/2024', 'Đã xong ngày 07/5/2024', '12/BC'],
  ]);
  expect(rows(named('quarter', 4))).toEqual([
    ['10/02/2024', 'Quá hạn 131 ngày', ''],
    ['20/11/2024', 'Chưa đến hạn', ''],
  ]);
  expect(rows(named('month', 1))).toEqual(['Kế hoạch không có việc một lần trong kỳ.']);
});
