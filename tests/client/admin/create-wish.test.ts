import { expect, test } from 'vitest';
import { createWish } from '../../../src/client/features/admin/create-wish.ts';
import { day } from '../../../src/domain/day.ts';
import { AccountId, UnitId } from '../../../src/domain/ids.ts';
import type { Role } from '../../../src/domain/person.ts';
import type { Account } from '../../../src/protocol/account.ts';

const TODAY = day('2026-03-18');
const account = (staffCode: string, role: Role): Account => ({
  person: { id: AccountId.parse(staffCode), staffCode, role, unitIds: [UnitId.parse('qlbg')] },
  open: true,
  disabled: false,
});
const HEAD = account('TP-QLBG', 'unitLead');

function wishUntil(until: string, { isDeputy = false, from = '2026-03-18' } = {}) {
  const wish = createWish(account('CB-12', 'officer'), [HEAD], TODAY);
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
