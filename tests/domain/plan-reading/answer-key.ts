import { readdirSync, readFileSync } from 'node:fs';
import type { PlanReading, ReadItem } from '../../../src/domain/plan-reading/reading.ts';

const FOLDER = new URL('../../fixtures/plans/', import.meta.url);

/** A node as the answer key has it; a key of a real plan holds more, which is not compared. */
export interface KeyItem {
  readonly code: string;
  readonly parentCode: string | null;
  readonly kind: string;
  readonly marker: string | null;
  readonly text: string;
  readonly body?: string;
  readonly leadUnit?: string | null;
  readonly coUnits?: readonly string[];
  readonly schedule: { readonly type: string; readonly quarters?: readonly number[]; readonly months?: readonly number[] };
  readonly targets?: readonly { readonly measure: string; readonly value: number; readonly period: string }[];
}

export interface AnswerKey {
  readonly source: string;
  readonly header: { readonly [field: string]: unknown };
  readonly items: readonly KeyItem[];
}

export const REAL_PLANS = ['kien-giang-2024', 'an-bien-2020', 'dien-bien-2024', 'binh-phuoc-2024', 'lang-son-2023'] as const;
export const MADE_UP_PLANS = readdirSync(new URL('made-up/', FOLDER))
  .filter((name) => name.endsWith('.json'))
  .map((name) => `made-up/${name.replace('.json', '')}`);

export const planBytes = (name: string, extension = 'txt'): Uint8Array => readFileSync(new URL(`${name}.${extension}`, FOLDER));
export const planText = (name: string, extension = 'txt'): string => new TextDecoder().decode(planBytes(name, extension));

export function answerKey(name: string): AnswerKey {
  const key = JSON.parse(planText(name, 'json'));
  const { agency, number, date, year, title, legalBases, period, recipients, signerTitle } = key;
  return {
    source: key.source,
    items: key.items,
    header: key.header ?? {
      agency,
      number,
      date,
      year,
      title,
      legalBases,
      period: { from: period.from, to: period.to },
      recipients,
      signerTitle,
    },
  };
}

export interface Comparison {
  readonly found: number;
  readonly missed: readonly string[];
  readonly wrong: readonly string[];
}

const collapse = (text: string | null | undefined): string => (text ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The rules of comparison: units for table rows always, elsewhere only where a made-up key names them. */
function differences(want: KeyItem, got: ReadItem, isMadeUp: boolean): string[] {
  const withUnits = isMadeUp || want.kind === 'row';
  const checks: readonly (readonly [string, unknown, unknown])[] = [
    ['parentCode', want.parentCode, got.parentCode],
    ['kind', want.kind, got.kind],
    ['marker', want.marker, got.marker],
    ['text', collapse(want.text), collapse(got.text)],
    ['body', collapse(want.body), collapse(got.body)],
    [
      'schedule',
      [want.schedule.type, want.schedule.quarters, want.schedule.months],
      [got.schedule.type, got.schedule.quarters, got.schedule.months],
    ],
    ['leadUnit', withUnits ? want.leadUnit : undefined, withUnits && want.leadUnit !== undefined ? got.leadUnit : undefined],
    ['coUnits', withUnits ? want.coUnits : undefined, withUnits && want.coUnits !== undefined ? got.coUnits : undefined],
    ['targets', want.targets, want.targets && got.targets.map(({ measure, value, period }) => ({ measure, value, period }))],
  ];
  return checks
    .filter(([, one, other]) => !same(one, other))
    .map(([field, one, other]) => `${want.code} ${field}: ${JSON.stringify(other)}, not ${JSON.stringify(one)}`);
}

export function compareItems({ items }: PlanReading, key: AnswerKey, isMadeUp: boolean): Comparison {
  const read = new Map(items.map((item) => [item.code, item]));
  const wanted = new Set(key.items.map(({ code }) => code));
  const known = key.items.flatMap((want) => {
    const got = read.get(want.code);
    return got ? [{ want, got }] : [];
  });
  return {
    found: known.length,
    missed: key.items.filter(({ code }) => !read.has(code)).map(({ code }) => code),
    wrong: [
      ...known.flatMap(({ want, got }) => differences(want, got, isMadeUp)),
      ...items.filter(({ code }) => !wanted.has(code)).map(({ code, text }) => `${code} is no node: ${text.slice(0, 60)}`),
    ],
  };
}

export function compareHeader({ header, footer }: PlanReading, key: AnswerKey): string[] {
  const read: { readonly [field: string]: unknown } = { ...header, ...footer };
  return Object.entries(key.header)
    .filter(([field, want]) => !same(want, read[field]))
    .map(([field, want]) => `${field}: ${JSON.stringify(read[field])}, not ${JSON.stringify(want)}`);
}
