import { createMemo, Show } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { NO_CHOICE } from '../../../domain/figures/columns.ts';
import type { FigureRow } from '../../../domain/figures/row.ts';
import { rowsByPlan } from '../../../domain/figures/rows.ts';
import type { PlanId } from '../../../domain/ids.ts';
import { periodNear } from '../../../domain/period-choice.ts';
import type { Plan } from '../../../domain/plan.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { browseHref } from '../../records/browse-choice.ts';
import { readTallySource } from '../../store/lists/tally-source.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readMeta, writeMeta } from '../../store/meta.ts';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { FiguresTable } from './figures-table.tsx';
import type { Opened } from './opened.ts';
import { Segments } from './segments.tsx';
import { seesOthers, type TallyParams, THIS_PERIOD, tallyHref } from './tally-choice.ts';

interface AllPlansProps {
  plans: readonly Plan[];
  params: TallyParams;
  wide: boolean;
  onChoose: (change: TallyParams) => void;
}

/** Every plan that runs, a line each; a line leads to its own figures. */
export function AllPlans(props: AllPlansProps) {
  const app = useApp();
  const words = () => labels().tallies;
  const isNow = (): boolean => props.params.period === THIS_PERIOD;
  const sources = createLiveQuery(() => Promise.all(props.plans.map((plan) => readTallySource(app.db, plan.id))));
  const choice = createLiveQuery(async () => (await readMeta(app.db, 'tallyColumns')) ?? NO_CHOICE);
  /** Each plan cuts its months by its own calendar. */
  const periodOf = (plan: Plan) => (isNow() ? periodNear(plan, 'month', officeDay(app.now()), plan.reporting) : undefined);
  const table = createMemo(() => {
    const read = sources();
    if (!read) return undefined;
    const known = props.plans.flatMap((plan, at) => {
      const source = read[at];
      return source ? [{ plan, source, filter: { period: periodOf(plan)?.period } }] : [];
    });
    return rowsByPlan(known);
  });
  const planHref = (row: FigureRow): string | undefined =>
    row.kind === 'plan' ? tallyHref({ plan: row.plan.id, period: periodOf(row.plan)?.key }) : undefined;
  const opened: Opened = {
    href: planHref,
    isOpen: () => false,
    columnOf: () => undefined,
    // A figure leads to its plan: none is ever open here.
    query: (row) => ({ planId: row.key as PlanId }),
    closeHref: () => tallyHref(props.params),
    listHref: () => undefined,
    refresh: () => app.sync.syncNow(),
  };
  return (
    <>
      <div class="tally-controls">
        <Segments
          label={words().plansSpan}
          segments={[
            { value: '', label: words().wholePlan },
            { value: THIS_PERIOD, label: words().thisPeriod },
          ]}
          chosen={isNow() ? THIS_PERIOD : ''}
          onChoose={(value) => props.onChoose({ period: value || undefined })}
        />
        <Show when={seesOthers(app.scope)}>
          <Key icon="search" href={browseHref({})}>
            {words().toRecords}
          </Key>
        </Show>
      </div>
      <Show when={table()} fallback={<Loading label={labels().common.loading} />}>
        {(table) => (
          <div class="stack">
            <FiguresTable
              view="plan"
              table={table()}
              origin={{
                plan: undefined,
                chosen: isNow() ? { all: words().thisPeriod } : undefined,
                unitId: undefined,
                notes: [],
                asOf: async () => {
                  const contact = await readMeta(app.db, 'contact');
                  return contact && Date.parse(contact.at);
                },
              }}
              opened={opened}
              wide={props.wide}
              arranged={{
                choice: choice() ?? NO_CHOICE,
                own: choice() ?? NO_CHOICE,
                office: undefined,
                onChoose: (changed) => void writeMeta(app.db, 'tallyColumns', changed).catch(() => undefined),
                periods: {},
              }}
              paces={undefined}
            />
          </div>
        )}
      </Show>
    </>
  );
}
