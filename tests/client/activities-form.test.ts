import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAutosave } from '../../src/client/autosave.ts';
import { answerKey, checkForm, issueOf, lackOf } from '../../src/client/features/activities/form-issues.ts';
import { daysOfSeries, perDayOf, totalForDays } from '../../src/client/features/activities/series.ts';
import type { ActivityDraft, DraftValue } from '../../src/domain/activity-draft.ts';
import type { ActivityId } from '../../src/domain/ids.ts';
import { BORDERS, makeWorld, newId, PLAN } from '../domain/make.ts';

const WORLD = makeWorld();

const makeDraft = (values: Record<string, DraftValue> = {}, type = 'borderSession'): ActivityDraft => ({
  id: newId() as ActivityId,
  type,
  values: {
    planId: PLAN.id,
    itemCode: 'II.1.a.p1',
    date: '2024-06-12',
    unitId: BORDERS,
    localityId: 'o-pm',
    sessions: '1',
    attendees: '85',
    ...values,
  },
});
const codes = (draft: ActivityDraft): string[] => checkForm(draft, WORLD).issues.map((one) => `${one.field} ${one.code}`);

describe('what is wrong with a form', () => {
  test('a complete form has its content and nothing to say', () => {
    const check = checkForm(makeDraft(), WORLD);
    expect(check.issues).toEqual([]);
    expect(check.content?.own).toEqual({ sessions: 1, attendees: 85 });
  });

  test('a blank count does not keep a day in the future silent', () => {
    expect(codes(makeDraft({ attendees: '', date: '2024-06-13' }))).toEqual(['date future', 'attendees required']);
  });

  test('a large figure is questioned while another is still refused', () => {
    expect(codes(makeDraft({ sessions: '6', attendees: '0' }))).toEqual(['sessions unusual', 'attendees tooSmall']);
  });

  test('a locality that did not exist on the day is named before anything is counted', () => {
    expect(codes(makeDraft({ localityId: 'c-gt', attendees: '' }))).toContain('localityId localityNotValid');
  });

  test('owners are not weighed against attendances that are still blank', () => {
    const draft = makeDraft({ attendees: '', vesselOwners: '20' }, 'fishermenOutreach');
    expect(codes(draft)).toEqual(['attendees required']);
    expect(codes({ ...draft, values: { ...draft.values, attendees: '10' } })).toEqual(['vesselOwners vesselOwnersOverAttendees']);
  });

  test('mistakes come in the order of the form', () => {
    const found = codes(makeDraft({ itemCode: '', localityId: '', attendees: '', url: 'x' }));
    expect(found).toEqual(['itemCode required', 'localityId required', 'attendees required']);
  });

  test('each mistake is said once, whatever else is wrong', () => {
    const found = codes(makeDraft({ itemCode: 'III', date: '2024-06-13', note: 'gọi 0912 345 678' }));
    expect(new Set(found).size).toBe(found.length);
    expect(found).toEqual(['itemCode itemNotCounted', 'date future', 'note personalData']);
  });

  test('without a plan the item is what is missing', () => {
    const check = checkForm(makeDraft({ planId: '', itemCode: '' }), { ...WORLD, plan: undefined });
    expect(check.issues.map((one) => one.field)).toEqual(['itemCode']);
  });

  test('a draft lacks its blank required fields before anything that is wrong', () => {
    expect(lackOf(checkForm(makeDraft({ attendees: '', date: '2024-06-13' }), WORLD))).toEqual({ kind: 'blank', fields: ['attendees'] });
    expect(lackOf(checkForm(makeDraft({ attendees: '0' }), WORLD))).toEqual({ kind: 'wrong', fields: ['attendees'] });
    expect(lackOf(checkForm(makeDraft({ sessions: '6' }), WORLD))).toBeUndefined();
  });

  test('a mistake is said before a question about the same field', () => {
    const field = 'attendees';
    const found = issueOf(
      [
        { field, code: 'unusual', level: 'warning' },
        { field, code: 'tooLarge', level: 'error' },
      ],
      field,
    );
    expect(found?.code).toBe('tooLarge');
  });

  test('a question answered for one value is asked again for another', () => {
    const issue = { field: 'sessions', code: 'unusual', level: 'warning' } as const;
    expect(answerKey(issue, '6')).toBe(answerKey(issue, '6'));
    expect(answerKey(issue, '6')).not.toBe(answerKey(issue, '7'));
  });
});

describe('a series', () => {
  test('both ends are days of it', () => {
    expect(daysOfSeries('2024-06-01', '2024-06-15')).toBe(15);
  });
  test.each([
    ['', '2024-06-15'],
    ['2024-06-15', ''],
    ['2024-06-15', '2024-06-01'],
  ])('from %j to %j is one day', (date, endDate) => {
    expect(daysOfSeries(date, endDate)).toBe(1);
  });
  test('two a day for 15 days are 30, and 30 in 15 days are two a day', () => {
    expect(perDayOf(30, 15)).toBe(2);
  });
  test('31 in 15 days are not the same every day', () => {
    expect(perDayOf(31, 15)).toBeUndefined();
  });
  test('more days at the same pace make a larger total', () => {
    expect(totalForDays(30, 15, 20)).toBe(40);
  });
  test('a total typed before the last day was chosen is not multiplied', () => {
    expect(totalForDays(30, 1, 15)).toBeUndefined();
  });
});

describe('autosave', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('uninterrupted typing is written within two seconds', async () => {
    const write = vi.fn(async () => undefined);
    const autosave = createAutosave(write);
    for (let ms = 0; ms < 1_900; ms += 100) {
      autosave.touch();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(write).toHaveBeenCalled();
  });

  test('nothing is written without a change', async () => {
    const write = vi.fn(async () => undefined);
    await createAutosave(write).flush();
    expect(write).not.toHaveBeenCalled();
  });

  test('after it is stopped a waiting change is not written', async () => {
    const write = vi.fn(async () => undefined);
    const autosave = createAutosave(write);
    autosave.touch();
    await autosave.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(write).not.toHaveBeenCalled();
  });

  test('stopping waits for the write under way, so that it cannot land later', async () => {
    let end = (): void => undefined;
    const autosave = createAutosave(() => new Promise<void>((resolve) => (end = resolve)));
    autosave.touch();
    void autosave.flush();
    await vi.advanceTimersByTimeAsync(0);
    let stopped = false;
    const stopping = autosave.stop().then(() => (stopped = true));
    await vi.advanceTimersByTimeAsync(0);
    expect(stopped).toBe(false);
    end();
    await stopping;
    expect(stopped).toBe(true);
  });

  test('a save that failed goes on keeping the draft', async () => {
    const write = vi.fn(async () => undefined);
    const autosave = createAutosave(write);
    autosave.touch();
    await autosave.stop();
    autosave.resume();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(write).toHaveBeenCalledTimes(1);
  });
});
