import { readdirSync, readFileSync } from 'node:fs';
import { readDocument } from '../../../src/documents/read-document.ts';
import { readPlan } from '../../../src/domain/plan-reading/read-plan.ts';
import type { PlanReading, ReadItem } from '../../../src/domain/plan-reading/reading.ts';
import { codeAbove, readWanted, wordsOf } from './layouts.ts';

const FOLDER = new URL('../../fixtures/plans/papers/', import.meta.url);
const KEY = '.key';

export const PAPERS = readdirSync(FOLDER)
  .filter((file) => file.endsWith(KEY))
  .map((file) => file.slice(0, -KEY.length));

/** "lines = …" and the like: what holds for the whole paper. */
const FACT = /^([a-zA-Z]+) = (.*)$/;

const targetsOf = ({ targets }: ReadItem): string =>
  targets.map(({ measure, value, period }) => `${measure} ${value} ${period}`).join(', ');

/** What a paper says where a fact of its key asks; the wanted words where it holds as asked. */
function said(reading: PlanReading, fact: string, wanted: string): string {
  const { header, footer, items, lines } = reading;
  const doubts: readonly string[] = [...reading.doubts, ...items.flatMap((item) => item.doubts)];
  const isSaid = lines.some((line) => line.includes(wanted));
  const orAsIs = (holds: boolean, asIs: string): string => (holds ? wanted : asIs);
  switch (fact) {
    case 'doubt':
      return orAsIs(doubts.includes(wanted), doubts.join());
    case 'nodoubt':
      return orAsIs(!doubts.includes(wanted), doubts.join());
    case 'lines':
      return orAsIs(isSaid, 'no line');
    case 'nolines':
      return orAsIs(!isSaid, 'a line');
    case 'notes':
      return orAsIs(
        items.some(({ note }) => note?.includes(wanted)),
        'no note',
      );
    case 'recipients':
      return footer.recipients.join(' | ');
    case 'signer':
      return footer.signerTitle ?? '';
    default:
      return String(header[fact as 'agency'] ?? '');
  }
}

function itemDifferences(reading: PlanReading, key: readonly string[]): string[] {
  const read = new Map(reading.items.map((item) => [item.code, item]));
  const wanted = key.map((line) => {
    const [printed = '', targets] = line.split(' $ ');
    return { ...readWanted(printed), targets };
  });
  const codes = new Set(wanted.map(({ code }) => code));
  const missing = wanted.filter(({ code }) => !read.has(code)).map(({ code }) => `${code} is missed`);
  const extra = reading.items.filter(({ code }) => !codes.has(code)).map(({ code, text }) => `${code} is no node: ${text}`);
  const wrong = wanted.flatMap(({ code, words, targets }) => {
    const item = read.get(code);
    if (!item) return [];
    const got: Readonly<Record<string, string>> = { ...wordsOf(item), targets: targetsOf(item) };
    const all = { ...words, parent: codeAbove(code, codes), ...(targets === undefined ? {} : { targets }) };
    return Object.entries(all).flatMap(([field, want]) => (got[field] === want ? [] : [`${code} ${field}: ${got[field]}, not ${want}`]));
  });
  return [...missing, ...extra, ...wrong];
}

/** What of a paper is not as its key says. */
export function differencesOf(paper: string): string[] {
  const key = readFileSync(new URL(paper + KEY, FOLDER), 'utf8')
    .trim()
    .split('\n');
  const source = readDocument(readFileSync(new URL(paper, FOLDER)), paper);
  const refused = key.find((line) => line.startsWith('refused = '))?.slice('refused = '.length);
  if (refused !== undefined) {
    const outcome = source.ok ? 'read' : source.error.reason;
    return outcome === refused ? [] : [`${outcome}, not ${refused}`];
  }
  if (!source.ok) return [`refused: ${source.error.reason} ${source.error.detail}`];
  const reading = readPlan(source.value);
  const facts = key.flatMap((line) => {
    const [, fact = '', wanted = ''] = FACT.exec(line) ?? [];
    const got = fact === '' ? wanted : said(reading, fact, wanted);
    return got === wanted ? [] : [`${fact}: ${got}, not ${wanted}`];
  });
  return [
    ...facts,
    ...itemDifferences(
      reading,
      key.filter((line) => !FACT.test(line)),
    ),
  ];
}
