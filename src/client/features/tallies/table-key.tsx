import { For } from 'solid-js';
import type { Column } from '../../../domain/figures/column.ts';
import type { FigureTable } from '../../../domain/figures/row.ts';
import type { UnitId } from '../../../domain/ids.ts';
import type { PeriodChoice } from '../../../domain/period-choice.ts';
import type { Plan } from '../../../domain/plan.ts';
import { type App, useApp } from '../../app-context.ts';
import { giveFile } from '../../give-file.ts';
import { DOT, daySpan } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { periodWords } from '../../labels/period-words.ts';
import { Key } from '../../ui/key.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { TABLE_FILES, type TableAbout, type TableFileKind, tableFields, tableFile } from './table-file.ts';
import { type TableView, unitChoices } from './tally-choice.ts';

/** What a table is about: its plan, period and unit. */
interface TableSubject {
  /** Undefined: all that run. */
  readonly plan: Plan | undefined;
  /** Undefined: the whole plan. Of all plans each has its own, which go by one name. */
  readonly chosen: PeriodChoice | { readonly all: string } | undefined;
  readonly unitId: UnitId | undefined;
}

/** Where the figures of a table come from. */
export interface TableOrigin extends TableSubject {
  /** What is known to be missing from them. */
  readonly notes: readonly string[];
  /** When the office last said how things stand (ms). */
  readonly asOf: () => Promise<number | undefined>;
}

/** The unit chosen, or those whose figures the person sees. */
function unitsOf({ scope, reference }: App, unitId: UnitId | undefined): string {
  if (unitId === undefined && scope.tallies === 'all') return labels().tallies.allUnits;
  return unitChoices(reference().units, scope)
    .filter((unit) => unitId === undefined || unit.id === unitId)
    .map((unit) => unit.name)
    .join(', ');
}

/** The period by its name, with its days. */
function periodOf({ plan, chosen }: TableSubject): Pick<TableAbout, 'periodName' | 'period'> {
  if (chosen && 'all' in chosen) return { periodName: chosen.all, period: undefined };
  return { periodName: chosen ? periodWords(chosen.name) : labels().tallies.wholePlan, period: chosen?.period ?? plan?.period };
}

const titleOf = ({ plan }: TableSubject): string => plan?.title ?? labels().tallies.allPlans;

/** What stands above the figures on paper: there the keys that choose plan, period and unit are missing. */
export function createPrintLine(origin: () => TableSubject): () => string {
  const app = useApp();
  return () => {
    const { periodName, period } = periodOf(origin());
    const days = period ? [daySpan(period.from, period.to)] : [];
    return [titleOf(origin()), [periodName, ...days].join(', '), unitsOf(app, origin().unitId)].join(DOT);
  };
}

/** Gives the table with the columns it shows to the person as a file of either kind; nothing of it needs a network. */
export function TableKeys(props: { view: TableView; table: FigureTable; columns?: readonly Column[] | undefined; origin: TableOrigin }) {
  const app = useApp();
  const words = () => labels().tallies;
  const give = async (kind: TableFileKind): Promise<void> => {
    const { unitId, notes, asOf } = props.origin;
    const about = {
      view: props.view,
      planTitle: titleOf(props.origin),
      ...periodOf(props.origin),
      units: unitsOf(app, unitId),
      asOf: await asOf(),
      notes,
    };
    const fields = tableFields(props.table, about, app.reference().localities, props.columns);
    const file = await tableFile(fields, about, app.now(), kind);
    await giveFile(file);
    showSnack({ text: words().file.given(file.name), icon: 'dl' });
  };
  const onPress = (kind: TableFileKind): void => {
    give(kind).catch((error: unknown) => {
      // Whoever closes the share sheet wanted no file.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      showSnack({ text: words().file.failed, level: 'error' });
    });
  };
  return (
    <For each={TABLE_FILES}>
      {(kind) => (
        <Key icon="dl" onPress={() => onPress(kind)}>
          {words().file.give[kind]}
        </Key>
      )}
    </For>
  );
}
