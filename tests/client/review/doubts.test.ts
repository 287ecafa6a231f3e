import { expect, test } from 'vitest';
import { doubtsOf } from '../../../src/client/features/review/doubts.ts';
import { withWords } from '../../../src/client/labels/labels.ts';
import { AccountId } from '../../../src/domain/ids.ts';
import { makeContent } from '../../domain/make.ts';
import { newActivityId } from '../../helpers/phone.ts';

const doubts = (note: string) =>
  doubtsOf({ id: newActivityId(), content: makeContent({ note }), state: 'sent', authorId: AccountId.parse('a') }).map(
    ({ word, why }) => `${word}: ${why}`,
  );

test('a phone or paper number in a note is flagged in review, with the field it stands in', async () => {
  await withWords(['review'], Promise.resolve());
  for (const note of ['Gọi 0912.345.678', 'CCCD 091 085 001 234', 'CMND 370123456', 'ĐT (0912) 345 678'])
    expect(doubts(note), note).toEqual([expect.stringMatching(/^Có thể là số riêng của một người: trong ghi chú/)]);
  expect(doubts('Công văn 142/BC ngày 12/6/2024, 1.250 người')).toEqual([]);
});
