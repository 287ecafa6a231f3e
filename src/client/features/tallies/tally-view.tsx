import './tallies.css';
import { useNavigate, useSearchParams } from '@solidjs/router';
import { createMemo, Match, onMount, Show, Suspense, Switch } from 'solid-js';
import { rowsByItem, rowsByUnit } from '../../../domain/figures/rows.ts';
import { chosenPeriod, reportingIn } from '../../../domain/period-choice.ts';
import { covers } from '../../../domain/person.ts';
import type { Plan, PlanItem } from '../../../domain/plan.ts';
import { mayReport } from '../../../domain/report/may-report.ts';
import type { Tally } from '../../../domain/tally.ts';
import { countChanges } from '../../../domain/waiting-changes.ts';
import { useApp } from '../../app-context.ts';
import { createChosenPlan, PlanPick } from '../../chosen-plan.tsx';
import { formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { UnplacedNotice } from '../../records/unplaced.tsx';
import { readTallySource } from '../../store/lists/tally-source.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readMeta } from '../../store/meta.ts';
import { Empty } from '../../ui/empty.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { createWide } from '../../wide.ts';
import { FiguresTable } from './figures-table.tsx';
import { LateList } from './late-list.tsx';
import { OfficeFigures } from './office-figures.tsx';
import { createOpened } from './opened.ts';
import { fetchDevices, LostRecords, SilentPhones } from './silent-phones.tsx';
import { chosenUnit, readParams, reportHref, type TallyParams, tallyHref, unitChoices, viewOf } from './tally-choice.ts';
import { noteTexts, TallyNotes } from './tally-notes.tsx';
import { TallyPeriod } from './tally-period.tsx';
import { TallyViews } from './tally-views.tsx';

/** Figures of a plan by item, unit, place or type, for the whole plan or one period; each figure opens to its records. */
export function TallyScreen() {
  const app = useApp();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const isWide = createWide();
  const params = createMemo(() => readParams(search));
  const { plan, none, remember } = createChosenPlan(() => params().plan);
  const choose = (change: TallyParams): void => {
    navigate(tallyHref({ ...params(), open: undefined, ...change }), { replace: true, scroll: false });
  };
  const choosePlan = (id: string | undefined): void => {
    if (id === undefined) return;
    remember(id);
    // Periods of one plan mean nothing to another.
    choose({ plan: id, period: undefined, calendar: undefined });
  };
  const period = () => (
    <Show when={plan()}>{(one) => <TallyPeriod plan={one()} params={params()} wide={isWide()} onChoose={choose} />}</Show>
  );
  const words = () => labels().tallies;
  // The figures come with a sync: whoever opens them wants those of now.
  onMount(() => app.sync.nudge());
  return (
    <Screen title={words().title} wide end={<TallyAge />} dock={isWide() ? undefined : period()}>
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={plan()}>
          {(one) => (
            <>
              <PlanPick chosen={one()} title={words().choosePlan} onChoose={choosePlan} />
              <Suspense>
                <UnplacedNotice plan={one()} />
              </Suspense>
              <div class="tally-controls">
                <Show when={isWide()}>{period()}</Show>
                <TallyViews plan={one()} params={params()} wide={isWide()} onChoose={choose}>
                  <Show when={mayReport(app.scope)}>
                    <Key icon="doc" href={reportHref(one(), params())}>
                      {words().makeReport}
                    </Key>
                  </Show>
                </TallyViews>
              </div>
              <TallyPage plan={one()} params={params()} wide={isWide()} />
            </>
          )}
        </Match>
        <Match when={none()}>
          <Empty title={words().noPlan}>
            <p>{words().noPlanHint}</p>
          </Empty>
        </Match>
      </Switch>
    </Screen>
  );
}

/** How old the figures are, and how much is known to be missing from them. */
function TallyAge() {
  const app = useApp();
  const contact = createLiveQuery(async () => ({ at: (await readMeta(app.db, 'contact'))?.at }));
  const words = () => labels().tallies;
  const age = (): string => {
    const read = contact();
    if (read === undefined) return '';
    return read.at === undefined ? words().neverHeard : words().asOf(formatTime(read.at, app.now()));
  };
  /** Whose figures these are, where it is not everybody's. */
  const units = (): string =>
    app.scope.tallies === 'all'
      ? ''
      : unitChoices(app.reference().units, app.scope)
          .map((unit) => unit.shortName)
          .join(', ');
  return (
    <span>
      {age()}
      <Show when={units()}>
        <br />
        {units()}
      </Show>
    </span>
  );
}

function TallyPage(props: { plan: Plan; params: TallyParams; wide: boolean }) {
  const app = useApp();
  const source = createLiveQuery(() => readTallySource(app.db, props.plan.id));
  const units = createMemo(() => unitChoices(app.reference().units, app.scope));
  const unitId = () => chosenUnit(units(), props.params);
  const devices = app.scope.devices === 'own' ? undefined : fetchDevices();
  const sees = (item: PlanItem): boolean => item.leadUnitId === null || covers(app.scope.tallies, item.leadUnitId);
  const reporting = createMemo(() => reportingIn(props.plan, props.params.calendar));
  const chosen = createMemo(() => chosenPeriod(props.plan, props.params.period, reporting()));
  const wished = () => ({ period: chosen()?.period, unitId: unitId() });
  const waiting = () => countChanges(props.plan.id, source()?.changes ?? [], wished());
  const found = createMemo(() => {
    const from = source();
    if (!from) return undefined;
    const wish = wished();
    return viewOf(props.params) === 'unit' ? rowsByUnit(props.plan, from, wish, units()) : rowsByItem(props.plan, from, wish, sees);
  });
  /** The views this device has no sums for. */
  const officeView = () => {
    const view = viewOf(props.params);
    return view === 'locality' || view === 'type' ? view : undefined;
  };
  const opened = createOpened({
    plan: () => props.plan,
    params: () => props.params,
    period: chosen,
    unitId,
    refresh: () => app.sync.syncNow(),
  });
  const noted = (total: Tally) => ({ plan: props.plan, reporting: reporting(), chosen: chosen(), total, waiting: waiting() });
  const notesOf = (total: Tally): string[] => noteTexts(noted(total));
  const contactAt = async (): Promise<number | undefined> => {
    const contact = await readMeta(app.db, 'contact');
    return contact && Date.parse(contact.at);
  };
  /** Whether there is a column beside the table. */
  const isBeside = (): boolean => props.wide && devices !== undefined;
  const late = () => <Show when={source()}>{(from) => <LateList plan={props.plan} source={from()} period={chosen()?.period} />}</Show>;
  return (
    <Show when={found()} fallback={<Loading label={labels().common.loading} />}>
      {(table) => (
        <div class="tally-page" classList={{ 'tally-wide': isBeside() }}>
          <div class="stack">
            <Show when={devices}>{(fetched) => <LostRecords devices={fetched()} />}</Show>
            <Show when={props.wide && !isBeside()}>{late()}</Show>
            <TallyNotes {...noted(table().total)} />
            <Show
              when={officeView()}
              fallback={
                <FiguresTable
                  view={viewOf(props.params)}
                  table={table()}
                  origin={{ plan: props.plan, chosen: chosen(), unitId: unitId(), notes: notesOf(table().total), asOf: contactAt }}
                  opened={opened}
                  wide={props.wide}
                >
                  <Show when={!props.wide}>{late()}</Show>
                </FiguresTable>
              }
            >
              {(view) => (
                <OfficeFigures
                  view={view()}
                  plan={props.plan}
                  params={props.params}
                  chosen={chosen()}
                  unitId={unitId()}
                  notes={notesOf(table().total)}
                  wide={props.wide}
                />
              )}
            </Show>
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
      )}
    </Show>
  );
}
