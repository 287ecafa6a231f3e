import { expect, test } from 'vitest';
import { putAnsweredMark, putAnsweredTarget, readMarks, readReceivedTargets } from '../../../src/client/store/lists/targets.ts';
import { MilestoneMark, markKey } from '../../../src/domain/milestone.ts';
import { Target } from '../../../src/domain/target.ts';
import { PLAN } from '../../domain/make.ts';
import { answer, openPhone, respond } from '../../helpers/phone.ts';

const said = (value: number | null, minute: number) => ({ value, at: `2024-06-12T03:0${minute}:00.000Z`, by: 'vp-01' });
const makeTarget = (change: object = {}): Target =>
  Target.parse({
    planId: PLAN.id,
    itemCode: 'II.1.a.p1',
    measure: 'sessions',
    unitId: null,
    period: 'year',
    value: 40,
    history: [said(40, 1)],
    ...change,
  });
const makeMark = (change: object = {}): MilestoneMark =>
  MilestoneMark.parse({
    planId: PLAN.id,
    itemCode: 'III',
    occurrenceId: 'plan',
    unitId: null,
    doneDate: '2024-06-10',
    history: [{ doneDate: '2024-06-10', at: '2024-06-12T03:00:00.000Z', by: 'vp-01' }],
    ...change,
  });

test('targets and marks come with the feed and are read for one plan, as the office wrote them', async () => {
  const phone = await openPhone();
  const [target, mark] = [makeTarget(), makeMark()];
  const changes = { plans: [PLAN], targets: [target, makeTarget({ planId: 'khac' })], marks: [mark] };
  await phone.syncOnce(respond((request) => answer(request, { results: [], changes })));
  expect(await readReceivedTargets(phone.db, PLAN.id)).toEqual([target]);
  expect(await readMarks(phone.db, PLAN.id)).toEqual(new Map([[markKey(mark), mark]]));
});

test('an answer of the office is kept at once, unless the feed has brought a later word', async () => {
  const phone = await openPhone();
  await putAnsweredTarget(phone.db, makeTarget());
  await putAnsweredMark(phone.db, makeMark());
  expect(await readReceivedTargets(phone.db, PLAN.id)).toEqual([makeTarget()]);
  const later = makeTarget({ value: 48, history: [said(40, 1), said(48, 2)] });
  await phone.syncOnce(respond((request) => answer(request, { results: [], changes: { targets: [later] } })));
  await putAnsweredTarget(phone.db, makeTarget());
  expect(await readReceivedTargets(phone.db, PLAN.id)).toEqual([later]);
  expect([...(await readMarks(phone.db, PLAN.id)).values()]).toEqual([makeMark()]);
});
