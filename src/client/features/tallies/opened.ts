import type { Accessor } from 'solid-js';
import type { UnitId } from '../../../domain/ids.ts';
import type { Plan } from '../../../domain/plan.ts';
import { LOCALITY_SEPARATOR } from '../../../protocol/tally.ts';
import { useApp } from '../../app-context.ts';
import type { FigureKey } from './figure-key.ts';
import type { PeriodChoice } from './period-choice.ts';
import type { RecordsQuery } from './record-pages.ts';
import { openKey, readOpen, type TallyParams, tallyHref } from './tally-choice.ts';
import type { TallyRow } from './tally-rows.ts';

/** Which figure is open, where pressing one leads, and what to ask the office for. */
export interface Opened {
  /** Undefined where the person sees no records: the figure is then no link. */
  readonly href: (row: TallyRow, figure: FigureKey) => string | undefined;
  readonly isOpen: (row: TallyRow, figure: FigureKey) => boolean;
  readonly figureOf: (row: TallyRow) => FigureKey | undefined;
  readonly query: (row: TallyRow) => RecordsQuery;
  readonly closeHref: () => string;
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
  const figureOf = (row: TallyRow): FigureKey | undefined => {
    const open = readOpen(world.params().open);
    return open?.row === row.key ? open.figure : undefined;
  };
  return {
    figureOf,
    isOpen: (row, figure) => figureOf(row) === figure,
    href: (row, figure) =>
      // Pressing the opened figure closes it.
      seesRecords ? tallyHref({ ...world.params(), open: figureOf(row) === figure ? undefined : openKey(row.key, figure) }) : undefined,
    refresh: world.refresh,
    closeHref: () => tallyHref({ ...world.params(), open: undefined }),
    query: (row) => {
      const unitId = row.kind === 'unit' ? row.unit.id : world.unitId();
      const period = world.period()?.period;
      return {
        planId: world.plan().id,
        ...((row.kind === 'item' || row.kind === 'heading' || row.kind === 'own') && { itemCode: row.item.code }),
        ...(row.kind === 'own' && { alone: '1' }),
        ...(row.kind === 'type' && { type: row.key }),
        ...(row.kind === 'place' && { localityIds: row.localityIds.join(LOCALITY_SEPARATOR) }),
        ...(unitId !== undefined && { unitId }),
        ...(period && { from: period.from, to: period.to }),
      };
    },
  };
}
