import { expect, test } from 'vitest';
import { makeCsv } from '../../../src/client/features/reports/make-file.ts';
import { contribution } from '../../../src/domain/contribution.ts';
import { makeContent } from '../../domain/make.ts';
import { asked, reportOf } from '../../domain/make-report.ts';

test('the report as one text holds each of its tables under its name, days as they are written here and numbers as numbers', async () => {
  const file = await makeCsv(reportOf([contribution(makeContent(), 'confirmed')], asked('2024-06-01', '2024-06-30')));
  expect(file.name).toMatch(/^bao-cao-.*\.csv$/);
  const lines = (await file.text()).split('\r\n');
  expect(lines[0]).toBe('"Thông tin"');
  const places = lines.flatMap((line, at) => (line === '' && at < lines.length - 1 ? at : []));
  expect(places.length).toBeGreaterThan(2);
  for (const at of places) expect(lines[at + 1]).toMatch(/^"[^";]+"$/);
  expect(lines.some((line) => /;\d+(;|$)/.test(line))).toBe(true);
});
