import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signOutText } from '../../src/client/features/account/sign-out-text.ts';
import { whatIsLeft } from '../../src/client/features/account/what-is-left.ts';
import { withWords } from '../../src/client/labels/labels.ts';

const count = fc.nat({ max: 5 });

test('all is said to be sent only where nothing waits, nothing needs its person and nothing is known as lost', () => {
  fc.assert(
    fc.property(count, count, count, (onPhone, attention, lost) => {
      expect(whatIsLeft({ onPhone, attention, lost }) === 'nothing').toBe(onPhone + attention + lost === 0);
    }),
  );
});

test('a loss is said before what still waits', () => {
  expect(whatIsLeft({ onPhone: 3, attention: 1, lost: 1 })).toBe('lost');
});

test('signing out names a loss and what still waits side by side, and says that all was received only where nothing is left', async () => {
  await withWords(['account'], Promise.resolve());
  const said = (lost: number, records: number, drafts = 0) =>
    signOutText({ staffCode: 'CB-07', lost, waiting: { records, verdicts: 0 }, drafts });
  expect(said(20, 3)).toMatch(/20\u00a0bản ghi .*chưa về văn phòng.*3\u00a0bản ghi chưa gửi/);
  expect(said(20, 3)).not.toContain('đã nhận');
  expect(said(20, 0, 2)).toMatch(/chưa về văn phòng.*còn lại.*2\u00a0bản nháp/);
  expect(said(0, 0)).toContain('Mọi bản ghi');
  for (const left of [said(1, 0), said(0, 1), said(0, 0, 1)]) expect(left).not.toContain('Mọi bản ghi');
});
