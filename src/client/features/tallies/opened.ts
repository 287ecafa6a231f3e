import type { Accessor } from 'solid-js';
import type { AmountColumn, Column } from '../../../domain/figures/column.ts';
import type { FigureRow } from '../../../domain/figures/row.ts';
import type { UnitId } from '../../../domain/ids.ts';
import type { PeriodChoice } from '../../../domain/period-choice.ts';
import type { Plan } from '../../../domain/plan.ts';
import { LOCALITY_SEPARATOR } from '../../../protocol/tally.ts';
import { useApp } from '../../app-context.ts';
import { browseHref } from '../../records/browse-choice.ts';
import type { RecordsQuery } from './record-pages.ts';
import { openKey, readOpen, type TallyParams, tallyHref } from './tally-choice.ts';

/** Which figure is open, where pressing one leads, and what to ask the office for. */
export interface Opened {
  /** Where pressing a figure leads; undefined where the person sees no records or the column has none behind it: it is then no link. */
  readonly href: (row: FigureRow, column: Column) => string | undefined;
  readonly isOpen: (row: FigureRow, column: Column) => boolean;
  readonly columnOf: (row: FigureRow) => AmountColumn | undefined;
  readonly query: (row: FigureRow) => RecordsQuery;
  readonly closeHref: () => string;
  /** The address of the same records in the list where records are searched; undefined for a row which that list cannot be narrowed to. */
  readonly listHref: (row: FigureRow) => string | undefined;
  /** Makes the table anew, where its sum is not that of the records. */
  readonly refresh: () => void;
}

export interface OpenedWorld {
  readonly plan: Accessor<Plan>;
  readonly params: Accessor<TallyParams>;
  readonly period: Accessor<PeriodChoice | undefined>;
  readonly unitId: Accessor<UnitId | undefined>;
  readonly refresh: () => void;
}

export function createOpened(world: OpenedWorld): Opened {
  const app = useApp();
  const seesRecords = app.scope.records !== 'none';
  const columnOf = (row: FigureRow): AmountColumn | undefined => {
    const open = readOpen(world.params().open);
    return open?.row === row.key ? open.column : undefined;
  };
  const isOpen = (row: FigureRow, column: Column): boolean => columnOf(row) === column;
  const query = (row: FigureRow): RecordsQuery => {
    const { itemCode, alone, type, localityIds, marker, unitId = world.unitId() } = row.records;
    const period = world.period()?.period;
    return {
      planId: world.plan().id,
      ...(itemCode !== undefined && { itemCode }),
      ...(alone && { alone: '1' }),
      ...(type !== undefined && { type }),
      ...(marker !== undefined && { marker: String(marker) }),
      ...(localityIds && { localityIds: localityIds.join(LOCALITY_SEPARATOR) }),
      ...(unitId !== undefined && { unitId }),
      ...(period && { from: period.from, to: period.to }),
    };
  };
  return {
    columnOf,
    isOpen,
    href: (row, column) =>
      // Pressing the opened figure closes it.
      seesRecords && column.opens === 'records'
        ? tallyHref({ ...world.params(), open: isOpen(row, column) ? undefined : openKey(row.key, column.key) })
        : undefined,
    refresh: world.refresh,
    closeHref: () => tallyHref({ ...world.params(), open: undefined }),
    listHref: (row) => {
      const { alone, marker, localityIds, unitId = world.unitId(), ...choice } = row.records;
      const { from, to } = world.period()?.period ?? {};
      const places = localityIds && (localityIds.join(LOCALITY_SEPARATOR) || LOCALITY_SEPARATOR);
      // An empty value would be left out of the address: records that name no place are asked for by two empty ids side by side.
      return alone || marker !== undefined
        ? undefined
        : browseHref({ ...choice, planId: world.plan().id, unitId, localityIds: places, from, to });
    },
    query,
  };
}
