import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { planText } from '../domain/plan-reading/answer-key.ts';
import { planToDocx } from './build-docx.ts';

const folder = mkdtempSync(join(tmpdir(), 'cotmoc-plans-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function planRead(...names: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/server/commands/plan-read.ts', ...names], {
    encoding: 'utf8',
    env: { ...process.env, INIT_CWD: folder },
  });
  return { status, stdout, stderr };
}

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

describe('the command plan:read', () => {
  test('prints the tree of a Word file in the form of the known trees', () => {
    const { status, stdout, stderr } = planRead(file('ke-hoach.docx', planToDocx(planText('an-bien-2020'))));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const tree = JSON.parse(stdout);
    const known = JSON.parse(planText('an-bien-2020', 'json'));
    expect(tree).toMatchObject({ agency: known.agency, number: known.number, date: known.date, year: 2020, title: known.title });
    expect(tree.nodeCount).toMatchObject({ total: 25, byLevel: known.nodeCount.byLevel, byKind: known.nodeCount.byKind });
    expect(tree.items.map(({ code, text }: { code: string; text: string }) => [code, text])).toEqual(
      known.items.map(({ code, text }: { code: string; text: string }) => [code, text]),
    );
  });

  test.each([
    ['a scan', 'quet.pdf', '%PDF-1.5', /PDF files are not read/],
    ['a damaged file', 'hong.docx', 'PK\u0003\u0004', /damaged/],
    ['an empty file', 'trong.txt', '', /holds no text/],
  ])('%s is refused with its reason', (_, name, content, sentence) => {
    const { status, stdout, stderr } = planRead(file(name, content));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
  });

  test('a text that is no plan ends with 1', () => {
    expect(planRead(file('thu.txt', 'Kính gửi anh chị em.'))).toMatchObject({
      status: 1,
      stdout: '',
      stderr: expect.stringContaining('no sections'),
    });
  });

  test('more items than a plan may have are refused', () => {
    const { status, stdout, stderr } = planRead(file('nhieu.txt', `I. NỘI DUNG\n${'- Một việc.\n'.repeat(1_000)}`));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/over 1000 items/);
  });

  test('no file, or one that is not there, is said so', () => {
    expect(planRead()).toMatchObject({ status: 2, stderr: expect.stringContaining('Usage: ') });
    expect(planRead('khong-co.docx')).toMatchObject({ status: 2, stderr: expect.stringContaining('cannot be read') });
  });
});
