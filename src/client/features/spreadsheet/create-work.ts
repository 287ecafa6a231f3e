import { createMemo, createSignal } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import type { ActivityId } from '../../../domain/ids.ts';
import type { Plan } from '../../../domain/plan.ts';
import { type Columns, findTables, type SpreadsheetField, withCells } from '../../../domain/spreadsheet/columns.ts';
import type { RowRead } from '../../../domain/spreadsheet/read-row.ts';
import { bodyOf, doubtfulFirst, readSpreadsheetRows, rowStateOf } from '../../../domain/spreadsheet/read-rows.ts';
import type { RowResult } from '../../../protocol/endpoints/spreadsheets.ts';
import type { App } from '../../app-context.ts';
import type { KeptWork, OpenSpreadsheet, RowAnswer } from '../../store/lists/spreadsheet-rows.ts';
import type { RowToSend } from './send-rows.ts';

/** The work on one spreadsheet: what a person corrected, and what follows from it. */
export function createWork(app: App, { rows, unitId, hash }: OpenSpreadsheet, plans: () => readonly Plan[], before?: KeptWork) {
  const tables = findTables(rows);
  const id = app.newId() as ActivityId;
  const [columns, setColumns] = createSignal<readonly Columns[]>(before?.columns ?? tables.map((table) => table.columns));
  const [planId, setPlanId] = createSignal(before?.planId);
  const [type, setType] = createSignal(before?.type);
  const [itemCode, setItemCode] = createSignal(before?.itemCode);
  const [edited, setEdited] = createSignal<ReadonlyMap<number, readonly string[]>>(new Map(before?.edited));
  const [agreed, setAgreed] = createSignal<ReadonlySet<number>>(new Set(before?.agreed));
  const [answers, setAnswers] = createSignal<ReadonlyMap<number, RowAnswer>>(new Map(before?.answers));

  const plan = createMemo(() => plans().find((candidate) => candidate.id === planId()) ?? plans()[0]);
  const columnsAt = (table: number): Columns => columns()[table] ?? [];
  const body = createMemo(() =>
    tables.map((table, at) => {
      const corrected = table.rows.map((row) => withCells(row, edited().get(row.line) ?? row.cells));
      return { rows: bodyOf(corrected, table.line, columnsAt(at)), columns: columnsAt(at) };
    }),
  );
  const cellsByLine = createMemo(
    () => new Map(body().flatMap(({ rows: lines }) => lines.map(({ line, cells }) => [line, cells] as const))),
  );
  const read = createMemo((): readonly RowRead[] => {
    const under = plan();
    if (!under) return [];
    const world = { ...app.reference(), plan: under, today: officeDay(app.now()), person: app.person };
    return readSpreadsheetRows(body(), { unitId, type: type(), itemCode: itemCode() }, world, id);
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
    tables,
    columnsAt,
    /** The columns of the table in which a row stands. */
    columnsOf: (line: number): Columns => columnsAt(tables.findLastIndex((table) => table.line <= line)),
    /** All that a person did to it, to go on with another time. */
    written: (): KeptWork => ({
      hash,
      columns: columns(),
      planId: planId(),
      type: type(),
      itemCode: itemCode(),
      edited: [...edited()],
      agreed: [...agreed()],
      answers: [...answers()],
    }),
    plan,
    type,
    itemCode,
    read,
    answers,
    agreed,
    isOpen,
    isChosen,
    sorted: createMemo(() => doubtfulFirst(read())),
    cellsOf: (line: number): readonly string[] => cellsByLine().get(line) ?? [],
    /** Rows that would be entered, as they are sent. */
    chosen: createMemo(() =>
      read().flatMap((row): RowToSend[] =>
        row.content && isChosen(row) ? [{ line: row.line, content: row.content, evenSo: answers().get(row.line)?.status === 'alike' }] : [],
      ),
    ),
    setColumn(table: number, at: number, field: SpreadsheetField | undefined): void {
      // A field stands in one column of a table: another that held it lets it go.
      const change = (of: Columns): Columns => of.map((was, other) => (other === at ? field : was === field ? undefined : was));
      setColumns((now) => now.map((of, nth) => (nth === table ? change(of) : of)));
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
