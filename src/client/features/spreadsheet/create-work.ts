import { createMemo, createSignal } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import type { ActivityId, UnitId } from '../../../domain/ids.ts';
import type { Plan } from '../../../domain/plan.ts';
import { type Columns, findHeadings, type SpreadsheetField, type SpreadsheetRow } from '../../../domain/spreadsheet/columns.ts';
import type { RowRead } from '../../../domain/spreadsheet/read-row.ts';
import { bodyOf, doubtfulFirst, readSpreadsheetRows, rowStateOf } from '../../../domain/spreadsheet/read-rows.ts';
import type { RowResult } from '../../../protocol/endpoints/spreadsheets.ts';
import type { App } from '../../app-context.ts';
import type { RowToSend } from './send-rows.ts';

/** A spreadsheet as the worker read it, and the unit it is entered for. */
export interface OpenSpreadsheet {
  readonly fileName: string;
  readonly hash: string;
  readonly rows: readonly SpreadsheetRow[];
  readonly unitId: UnitId;
}

/** What the office said of a row; `entered`: it became a record just now. */
export type RowAnswer = RowResult & { readonly entered?: true };

/** The work on one spreadsheet: what a person corrected, and what follows from it. */
export function createWork(app: App, { rows, unitId }: OpenSpreadsheet, plans: () => readonly Plan[]) {
  const headed = findHeadings(rows);
  const id = app.newId() as ActivityId;
  const [columns, setColumns] = createSignal<Columns>(headed.columns);
  const [planId, setPlanId] = createSignal<string>();
  const [type, setType] = createSignal<string>();
  const [itemCode, setItemCode] = createSignal<string>();
  const [edited, setEdited] = createSignal<ReadonlyMap<number, readonly string[]>>(new Map());
  const [agreed, setAgreed] = createSignal<ReadonlySet<number>>(new Set());
  const [answers, setAnswers] = createSignal<ReadonlyMap<number, RowAnswer>>(new Map());

  const plan = createMemo(() => plans().find((candidate) => candidate.id === planId()) ?? plans()[0]);
  const body = createMemo(() => {
    const corrected = rows.map((row) => ({ ...row, cells: edited().get(row.line) ?? row.cells }));
    return bodyOf(corrected, headed.line, columns());
  });
  const read = createMemo((): readonly RowRead[] => {
    const under = plan();
    if (!under) return [];
    const world = { ...app.reference(), plan: under, today: officeDay(app.now()), person: app.person };
    return readSpreadsheetRows(body(), columns(), { unitId, type: type(), itemCode: itemCode() }, world, id);
  });
  const disagree = (isMeant: (line: number) => boolean): void => {
    setAgreed((now) => new Set([...now].filter((line) => !isMeant(line))));
  };
  /**
   * What was said of a row holds for what it said then, and so does what the person agreed to: entered rows stay so, and all else is
   * asked again.
   */
  const askAgain = (isChanged: (line: number) => boolean = () => true): void => {
    disagree(isChanged);
    setAnswers((said) => new Map([...said].filter(([, answer]) => answer.entered || answer.status === 'known')));
  };
  const isOpen = (line: number): boolean => {
    const answer = answers().get(line);
    return !answer?.entered && answer?.status !== 'known';
  };
  const isChosen = (row: RowRead): boolean => {
    const state = rowStateOf(row);
    if (!isOpen(row.line) || state === 'refused') return false;
    return agreed().has(row.line) || (state === 'ready' && answers().get(row.line)?.status !== 'alike');
  };
  return {
    headed,
    columns,
    plan,
    type,
    itemCode,
    read,
    answers,
    agreed,
    isOpen,
    isChosen,
    sorted: createMemo(() => doubtfulFirst(read())),
    cellsOf: (line: number): readonly string[] => body().find((row) => row.line === line)?.cells ?? [],
    /** Rows that would be entered, as they are sent. */
    chosen: createMemo(() =>
      read().flatMap((row): RowToSend[] =>
        row.content && isChosen(row) ? [{ line: row.line, content: row.content, evenSo: answers().get(row.line)?.status === 'alike' }] : [],
      ),
    ),
    setColumn(at: number, field: SpreadsheetField | undefined): void {
      // A field stands in one column: another that held it lets it go.
      setColumns((now) => now.map((was, other) => (other === at ? field : was === field ? undefined : was)));
      askAgain();
    },
    setPlan(value: string): void {
      setPlanId(value);
      setItemCode(undefined);
      askAgain();
    },
    setType(value: string | undefined): void {
      setType(value);
      askAgain();
    },
    setItem(value: string | undefined): void {
      setItemCode(value);
      askAgain();
    },
    edit(line: number, cells: readonly string[]): void {
      setEdited((now) => new Map(now).set(line, cells));
      askAgain((other) => other === line);
    },
    agree(lines: readonly number[], isAgreed: boolean): void {
      setAgreed((now) => new Set([...[...now].filter((line) => !lines.includes(line)), ...(isAgreed ? lines : [])]));
    },
    hear(results: readonly RowResult[], wereEntered: boolean): void {
      // Who agreed to a row did not know of the record that is alike.
      const alike = new Set(results.filter(({ status }) => status === 'alike').map(({ line }) => line));
      disagree((line) => alike.has(line));
      setAnswers((now) => {
        const next = new Map(now);
        for (const result of results) next.set(result.line, wereEntered && result.status === 'new' ? { ...result, entered: true } : result);
        return next;
      });
    },
  };
}

export type Work = ReturnType<typeof createWork>;
