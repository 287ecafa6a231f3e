import { type Accessor, createMemo, type JSX, Show } from 'solid-js';
import { choiceOver, NO_CHOICE } from '../../../domain/figures/columns.ts';
import type { FigureTable } from '../../../domain/figures/row.ts';
import { rowsByItem, rowsByUnit } from '../../../domain/figures/rows.ts';
import type { UnitId } from '../../../domain/ids.ts';
import type { Reporting } from '../../../domain/period.ts';
import type { PeriodChoice } from '../../../domain/period-choice.ts';
import { covers } from '../../../domain/person.ts';
import type { Plan, PlanItem } from '../../../domain/plan.ts';
import type { Unit } from '../../../domain/reference.ts';
import type { Tally, TallySource } from '../../../domain/tally.ts';
import { countChanges } from '../../../domain/waiting-changes.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { fetchDevices } from '../../office/fetch-devices.ts';
import { LossNotices } from '../../office/phone-lines.lazy.tsx';
import { readTallySource } from '../../store/lists/tally-source.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readMeta, writeMeta } from '../../store/meta.ts';
import { Loading } from '../../ui/loading.tsx';
import { comparedPeriods, createCompared } from './compared.ts';
import { createTallyChoice } from './create-tally-choice.ts';
import { type Arranged, FiguresTable, wantedPeriods } from './figures-table.tsx';
import { createItemPaces } from './item-paces.ts';
import { LateList } from './late-list.tsx';
import { createOfficeColumns } from './office-columns.ts';
import { OfficeFigures } from './office-figures.tsx';
import { createOpened } from './opened.ts';
import { People } from './people.tsx';
import { Rhythm } from './rhythm.tsx';
import { SilentPhones } from './silent-phones.tsx';
import { createPrintLine } from './table-key.tsx';
import { showsPeople, type TallyParams, unitChoices, type View } from './tally-choice.ts';
import { noteTexts, TallyNotes } from './tally-notes.tsx';

interface PageProps {
  plan: Plan;
  params: TallyParams;
  wide: boolean;
}

/** What the page shows, worked out from its choices and from what lies on this device. */
interface Shown {
  readonly view: Accessor<View>;
  readonly source: Accessor<TallySource | undefined>;
  readonly units: Accessor<readonly Unit[]>;
  readonly unitId: Accessor<UnitId | undefined>;
  readonly reporting: Accessor<Reporting>;
  readonly chosen: Accessor<PeriodChoice | undefined>;
  readonly arranged: Accessor<Arranged>;
  /** By item; in the view by unit, by unit. */
  readonly table: Accessor<FigureTable | undefined>;
}

function createShown(props: PageProps): Shown {
  const app = useApp();
  const plan = () => props.plan;
  const source = createLiveQuery(() => readTallySource(app.db, props.plan.id));
  const own = createLiveQuery(async () => (await readMeta(app.db, 'tallyColumns')) ?? NO_CHOICE);
  const columns = createOfficeColumns(() => props.plan.id);
  const units = createMemo(() => unitChoices(app.reference().units, app.scope));
  const { view, unitId, reporting, chosen } = createTallyChoice({ plan, params: () => props.params, units });
  const sees = (item: PlanItem): boolean => item.leadUnitId === null || covers(app.scope.tallies, item.leadUnitId);
  const periods = createMemo(() => comparedPeriods(props.plan, app.plans() ?? [], chosen(), reporting()));
  const arranged = createMemo(
    (): Arranged => ({
      choice: choiceOver(own() ?? NO_CHOICE, columns.value()),
      own: own() ?? NO_CHOICE,
      office: columns,
      onChoose: (changed) => void writeMeta(app.db, 'tallyColumns', changed).catch(() => undefined),
      periods: periods(),
    }),
  );
  // Periods nobody looks at are not added up; on a phone there is no room for them.
  const compared = createCompared({ plan, source, unitId, periods: () => (props.wide ? wantedPeriods(arranged()) : {}) });
  const table = createMemo(() => {
    const from = source();
    if (!from) return undefined;
    const filter = { period: chosen()?.period, unitId: unitId() };
    return view() === 'unit'
      ? rowsByUnit(props.plan, from, filter, units(), compared())
      : rowsByItem(props.plan, from, filter, sees, compared());
  });
  return { view, source, units, unitId, reporting, chosen, arranged, table };
}

/** The figures of one plan in one view, with what is late and silent beside them, and how the work went below. */
export function TallyPage(props: PageProps) {
  const app = useApp();
  const shown = createShown(props);
  const devices = app.scope.devices === 'own' ? undefined : fetchDevices();
  const noted = (total: Tally) => {
    const wished = { period: shown.chosen()?.period, unitId: shown.unitId() };
    const waiting = countChanges(props.plan.id, shown.source()?.changes ?? [], wished);
    return { plan: props.plan, reporting: shown.reporting(), chosen: shown.chosen(), total, waiting };
  };
  /** Whether there is a column beside the table. */
  const isBeside = (): boolean => props.wide && devices !== undefined;
  const late = () => (
    <Show when={shown.source()}>{(from) => <LateList plan={props.plan} source={from()} period={shown.chosen()?.period} />}</Show>
  );
  return (
    <Show when={shown.table()} fallback={<Loading label={labels().common.loading} />}>
      {(table) => (
        <div class="tally-page stack">
          <div classList={{ 'tally-wide': isBeside() }}>
            <div class="stack">
              <Show when={devices}>{(fetched) => <LossNotices devices={fetched().value()?.devices ?? []} />}</Show>
              <Show when={props.wide && !isBeside()}>{late()}</Show>
              <TallyNotes {...noted(table().total)} />
              <Figures {...props} shown={shown} table={table()} notes={noteTexts(noted(table().total))}>
                <Show when={!props.wide}>{late()}</Show>
              </Figures>
            </div>
            <Show when={devices}>
              {(fetched) => (
                <aside class="stack">
                  <Show when={isBeside()}>{late()}</Show>
                  <SilentPhones devices={fetched()} />
                </aside>
              )}
            </Show>
          </div>
          <Below {...props} shown={shown} table={table()} />
        </div>
      )}
    </Show>
  );
}

interface FiguresProps extends PageProps {
  shown: Shown;
  table: FigureTable;
}

/** The table itself: from this device, or from the office where this device has no sums of the kind. */
function Figures(props: FiguresProps & { notes: readonly string[]; children: JSX.Element }) {
  const app = useApp();
  const paces = createItemPaces({
    plan: () => props.plan,
    source: props.shown.source,
    period: () => props.shown.chosen()?.period,
    unitId: props.shown.unitId,
  });
  const opened = createOpened({
    plan: () => props.plan,
    params: () => props.params,
    period: props.shown.chosen,
    unitId: props.shown.unitId,
    refresh: () => app.sync.syncNow(),
  });
  const contactAt = async (): Promise<number | undefined> => {
    const contact = await readMeta(app.db, 'contact');
    return contact && Date.parse(contact.at);
  };
  const officeView = () => {
    const view = props.shown.view();
    return view === 'locality' || view === 'type' ? view : undefined;
  };
  return (
    <Show
      when={officeView()}
      fallback={
        <FiguresTable
          view={props.shown.view()}
          table={props.table}
          origin={{
            plan: props.plan,
            chosen: props.shown.chosen(),
            unitId: props.shown.unitId(),
            notes: props.notes,
            asOf: contactAt,
          }}
          opened={opened}
          wide={props.wide}
          arranged={props.shown.arranged()}
          paces={paces()}
        >
          {props.children}
        </FiguresTable>
      }
    >
      {(view) => (
        <OfficeFigures
          view={view()}
          plan={props.plan}
          params={props.params}
          chosen={props.shown.chosen()}
          unitId={props.shown.unitId()}
          notes={props.notes}
          wide={props.wide}
          arranged={props.shown.arranged()}
        />
      )}
    </Show>
  );
}

/** What cuts the same figures further, over the whole width: a phone has no room for it. */
function Below(props: FiguresProps) {
  const app = useApp();
  const printLine = createPrintLine(() => ({ plan: props.plan, chosen: props.shown.chosen(), unitId: props.shown.unitId() }));
  const hasFigures = (): boolean => props.table.total.confirmed.records + props.table.total.waiting.records > 0;
  const view = () => {
    const at = props.shown.view();
    return (at === 'item' || at === 'unit') && props.wide && hasFigures() ? at : undefined;
  };
  return (
    <>
      <Show when={showsPeople(app.scope, props.shown.view(), props.shown.units())}>
        <People plan={props.plan} chosen={props.shown.chosen()} unitId={props.shown.unitId()} printLine={printLine()} />
      </Show>
      <Show when={view()}>
        {(at) => (
          <Show when={props.shown.source()}>
            {(source) => (
              <Rhythm
                view={at()}
                plan={props.plan}
                source={source()}
                reporting={props.shown.reporting()}
                chosen={props.shown.chosen()}
                filter={{ period: props.shown.chosen()?.period, unitId: props.shown.unitId() }}
                table={props.table}
                units={props.shown.units()}
                params={props.params}
                printLine={printLine()}
              />
            )}
          </Show>
        )}
      </Show>
    </>
  );
}
