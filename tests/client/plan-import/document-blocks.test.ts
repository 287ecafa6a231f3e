import { expect, test } from 'vitest';
import { documentBlocks, wordParts } from '../../../src/client/features/plan-import/document-blocks.ts';
import { readText } from '../../../src/documents/text.ts';
import { PlanId } from '../../../src/domain/ids.ts';
import { draftFromReading, lineOwners } from '../../../src/domain/plan-draft/plan-draft.ts';
import { readPlan } from '../../../src/domain/plan-reading/read-plan.ts';
import { planText, REAL_PLANS } from '../../domain/plan-reading/answer-key.ts';

const draftOf = (text: string) => draftFromReading(readPlan(readText(text)), PlanId.parse('p'), 2024);

test.each(REAL_PLANS)('every line of %s that is not blank is shown once, and every item has one beginning', (name) => {
  const draft = draftOf(planText(name));
  const blocks = documentBlocks(draft.source, lineOwners(draft));
  expect(blocks.flatMap(({ text }) => text.split('\n'))).toHaveLength(
    draft.source.filter((line) => line.replace(/[#*\s]/g, '') !== '').length,
  );
  expect(blocks.flatMap(({ key, isFirst }) => (isFirst ? [key] : [])).sort()).toEqual(draft.nodes.map(({ key }) => key).sort());
});

test('cells of a table stand apart, and lines of the head belong to no item', () => {
  const draft = draftOf('KẾ HOẠCH\nI. NỘI DUNG\nSTT\tNội dung\tChủ trì\n1\tTuyên truyền\tSở Nội vụ');
  const blocks = documentBlocks(draft.source, lineOwners(draft));
  expect(blocks[0]).toEqual({ key: null, text: 'KẾ HOẠCH', isFirst: false });
  expect(blocks.at(-1)?.text).toBe('1 │ Tuyên truyền │ Sở Nội vụ');
});

test('the words from which a unit or a time was read are marked, and no letter is lost', () => {
  const [node] = draftOf('I. NỘI DUNG\nSTT\tNội dung\tChủ trì\tThời gian\n1\tTuyên truyền (biển)\tSở Nội vụ\tQuý I').nodes.slice(1);
  const text = '1 │ Tuyên truyền (biển) │ Sở Nội vụ │ Quý I';
  const parts = wordParts(text, node);
  expect(parts.map((part) => part.text).join('')).toBe(text);
  expect(parts.filter(({ mark }) => mark === 'read').map((part) => part.text)).toEqual(['Sở Nội vụ', 'Quý I']);
  expect(wordParts(text, undefined)).toEqual([{ text, mark: null }]);
});

test('a sentence cut by the end of a page is marked where it goes on', () => {
  const parts = wordParts('gương của cá nhân\ntrong phong trào.\nCâu khác', undefined);
  expect(parts.filter(({ mark }) => mark === 'joined')).toEqual([{ text: 'nhân\ntrong', mark: 'joined' }]);
});
