import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWish, type Wish } from '../../../src/client/features/admin/create-wish.ts';
import { day } from '../../../src/domain/day.ts';
import { AccountId, UnitId } from '../../../src/domain/ids.ts';
import type { Role } from '../../../src/domain/person.ts';
import type { Account } from '../../../src/protocol/account.ts';
import { fakeStorage } from '../../helpers/fake-storage.ts';
import { inApp } from '../../helpers/in-app.ts';

const TODAY = day('2026-03-18');
const account = (staffCode: string, role: Role): Account => ({
  person: { id: AccountId.parse(staffCode), staffCode, role, unitIds: [UnitId.parse('qlbg')] },
  open: true,
  disabled: false,
});
const HEAD = account('TP-QLBG', 'unitLead');

beforeEach(() => void vi.stubGlobal('localStorage', fakeStorage()));
afterEach(() => void vi.unstubAllGlobals());

const ADMIN = { db: { seal: undefined }, person: { id: 'QT-01' } };
const openWish = (today = TODAY): Wish => inApp(ADMIN, () => createWish(account('CB-12', 'officer'), [HEAD], today));

function wishUntil(until: string, { isDeputy = false, from = '2026-03-18' } = {}) {
  const wish = openWish();
  wish.setUnitIds([UnitId.parse('qlbg')]);
  if (isDeputy) wish.chooseDeputy(true);
  wish.setPrincipalId(HEAD.person.id);
  wish.setFrom(from);
  wish.setUntil(until);
  return wish;
}

test('a further role may last for years or until it is ended, and a deputy stands in for a year at most', () => {
  expect(wishUntil('2028-12-31').body()).toMatchObject({ until: '2028-12-31', standsInFor: null });
  expect(wishUntil('').body()).toMatchObject({ until: null });
  expect(wishUntil('2027-03-19', { isDeputy: true }).body()).toMatchObject({ role: 'unitLead', until: '2027-03-19' });
  const tooLong = wishUntil('2027-03-20', { isDeputy: true });
  expect([tooLong.body(), tooLong.lacks.until(), tooLong.lacks.from()]).toEqual([undefined, true, false]);
});

test.each(['', '2024-01-01', '2027-03-20', 'hôm nay'])(
  'a first day that the office would refuse (%j) is shown beside its field',
  (from) => {
    const wish = wishUntil('2028-12-31', { from });
    expect([wish.body(), wish.lacks.from(), wish.lacks.until()]).toEqual([undefined, true, false]);
  },
);

test('the week of a deputy begins with their first day, until something else is said', () => {
  const wish = openWish();
  wish.setFrom('2026-04-06');
  wish.chooseDeputy(true);
  expect(wish.until()).toBe('2026-04-12');
  wish.setFrom('2026-04-13');
  expect(wish.until()).toBe('2026-04-19');
  wish.setUntil('2026-04-15');
  wish.setFrom('2026-04-14');
  expect(wish.until()).toBe('2026-04-15');
});

test('a wish that was not sent is there again, with the day of today where none was chosen', () => {
  const wish = openWish();
  wish.chooseDeputy(true);
  wish.setPrincipalId(HEAD.person.id);
  const again = openWish(day('2026-03-20'));
  expect([again.saved.wasRestored(), again.isDeputy(), again.principalId()]).toEqual([true, true, HEAD.person.id]);
  expect([again.from(), again.until()]).toEqual(['2026-03-20', '2026-03-26']);
});
