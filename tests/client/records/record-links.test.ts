import { expect, test } from 'vitest';
import { records as en } from '../../../src/client/labels/en/records.ts';
import { records as vi } from '../../../src/client/labels/vi/records.ts';
import type { ActivityId } from '../../../src/domain/ids.ts';
import { type HistoryEntry, isFollowed, linkOf } from '../../../src/protocol/account.ts';

const duplicateOfId = '019cff50-a080-7133-8ba2-2b09880c3f2a' as ActivityId;
type Said = Pick<HistoryEntry, 'action' | 'reason' | 'duplicateOfId'>;
const lineOf = (entry: Said, words = vi): string | undefined => {
  const link = linkOf(entry);
  return link && words.record.links[link.kind](link.code);
};

test('the history says in whose place a record counts, and why', () => {
  expect(lineOf({ action: 'restore', reason: 'withdraw', duplicateOfId })).toBe('được tính thay cho bản 3f2a vì bản ấy đã rút');
  expect(lineOf({ action: 'restore', reason: 'return', duplicateOfId })).toBe('được tính thay cho bản 3f2a vì bản ấy bị trả lại');
  expect(lineOf({ action: 'restore', reason: 'withdraw', duplicateOfId }, en)).toBe('counts in place of record 3f2a, which was withdrawn');
});

test('the history says where a duplicate counts, whether it was marked itself or followed another one', () => {
  expect(lineOf({ action: 'markDuplicate', duplicateOfId })).toBe('tính ở bản 3f2a');
  expect(lineOf({ action: 'withdraw', duplicateOfId })).toBe('tính ở bản 3f2a');
  expect(lineOf({ action: 'return', reason: 'Thiếu số', duplicateOfId })).toBe('tính ở bản 3f2a');
  expect(lineOf({ action: 'markDuplicate', reason: 'markDuplicate', duplicateOfId })).toBe('trùng, nay tính ở bản 3f2a');
  expect(lineOf({ action: 'markDuplicate', reason: 'restore' })).toBe('không còn là bản trùng');
});

test('a version that speaks of no other record says nothing of one', () => {
  expect(lineOf({ action: 'restore' })).toBeUndefined();
  expect(lineOf({ action: 'return', reason: 'Thiếu số' })).toBeUndefined();
  expect(isFollowed({ action: 'return', reason: 'Thiếu số' })).toBe(false);
  expect(isFollowed({ action: 'restore', reason: 'withdraw' })).toBe(true);
});
