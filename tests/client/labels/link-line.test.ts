import { expect, test } from 'vitest';
import { recordLinks as en } from '../../../src/client/labels/en/record-links.ts';
import { isFollowed, linkLine } from '../../../src/client/labels/link-line.ts';
import { recordLinks as vi } from '../../../src/client/labels/vi/record-links.ts';
import type { ActivityId } from '../../../src/domain/ids.ts';

const duplicateOfId = '019cff50-a080-7133-8ba2-2b09880c3f2a' as ActivityId;

test('the history says in whose place a record counts, and why', () => {
  expect(linkLine(vi, { action: 'restore', reason: 'withdraw', duplicateOfId })).toBe('được tính thay cho bản 3f2a vì bản ấy đã rút');
  expect(linkLine(vi, { action: 'restore', reason: 'return', duplicateOfId })).toBe('được tính thay cho bản 3f2a vì bản ấy bị trả lại');
  expect(linkLine(en, { action: 'restore', reason: 'withdraw', duplicateOfId })).toBe(
    'counts in place of record 3f2a, which was withdrawn',
  );
});

test('the history says where a duplicate counts, whether it was marked itself or followed another one', () => {
  expect(linkLine(vi, { action: 'markDuplicate', duplicateOfId })).toBe('tính ở bản 3f2a');
  expect(linkLine(vi, { action: 'withdraw', duplicateOfId })).toBe('tính ở bản 3f2a');
  expect(linkLine(vi, { action: 'markDuplicate', reason: 'markDuplicate', duplicateOfId })).toBe('trùng, nay tính ở bản 3f2a');
});

test('a version of its own that speaks of no other record says nothing of one', () => {
  expect(linkLine(vi, { action: 'restore' })).toBeUndefined();
  expect(linkLine(vi, { action: 'return', reason: 'Thiếu số' })).toBeUndefined();
  expect(isFollowed({ action: 'return', reason: 'Thiếu số' })).toBe(false);
  expect(isFollowed({ action: 'restore', reason: 'withdraw' })).toBe(true);
});
