import { createMemo, For, Match, Show, Switch } from 'solid-js';
import type { UnitId } from '../../../domain/ids.ts';
import type { PeriodChoice } from '../../../domain/period-choice.ts';
import type { Plan } from '../../../domain/plan.ts';
import { TALLY_PEOPLE } from '../../../protocol/endpoints/tally.ts';
import { useApp } from '../../app-context.ts';
import { formatDay, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { refreshOnNews } from '../../office/ask-again-on.lazy.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import { troubleText } from '../../office/trouble.ts';
import { lookOf, TroubleNotice } from '../../office/trouble-notice.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { personLines } from './person-lines.ts';

interface PeopleProps {
  plan: Plan;
  chosen: PeriodChoice | undefined;
  unitId: UnitId | undefined;
  printLine: string;
}

/** How much each person recorded, and when last; the office alone knows, and tells those who lead them. */
export function People(props: PeopleProps) {
  const app = useApp();
  const words = () => labels().tallies.desk.people;
  const fetched = createFetched(
    () => ({
      planId: props.plan.id,
      ...(props.chosen && { from: props.chosen.period.from, to: props.chosen.period.to }),
      ...(props.unitId !== undefined && { unitId: props.unitId }),
    }),
    (query) => askOffice(TALLY_PEOPLE, { query }),
  );
  refreshOnNews(fetched);
  const lines = createMemo(() => personLines(fetched.value()?.rows ?? []));
  const unitName = (id: UnitId): string => app.reference().units.find((unit) => unit.id === id)?.shortName ?? String(id);
  return (
    <Sheet>
      <SheetHead icon="people" barred note={words().note}>
        {words().title}
      </SheetHead>
      <Switch
        fallback={
          <div class="pad">
            <Loading label={labels().tallies.asking} />
          </div>
        }
      >
        <Match when={fetched.value()}>
          <Show when={lines().length > 0} fallback={<p class="pad meta">{words().none}</p>}>
            <DataTable label={words().title}>
              <thead>
                <tr class="print-line">
                  <th colspan={5}>{props.printLine}</th>
                </tr>
                <tr>
                  <th scope="col">{words().person}</th>
                  <th scope="col">{words().unit}</th>
                  <th scope="col" class="num">
                    {words().records}
                  </th>
                  <th scope="col" class="num">
                    {words().waiting}
                  </th>
                  <th scope="col">{words().last}</th>
                </tr>
              </thead>
              <tbody>
                <For each={lines()}>
                  {(line) => (
                    <tr>
                      <th scope="row">{line.staffCode}</th>
                      <td>{unitName(line.unitId)}</td>
                      <td class="num">{formatNumber(line.confirmed + line.waiting)}</td>
                      <td class="num">{formatNumber(line.waiting)}</td>
                      <td>{formatDay(line.last)}</td>
                    </tr>
                  )}
                </For>
              </tbody>
            </DataTable>
          </Show>
        </Match>
        <Match when={fetched.trouble()}>
          {(why) => (
            <div class="pad">
              <TroubleNotice
                {...lookOf(why().kind)}
                text={troubleText(why().error, { unreached: words().offline })}
                onAgain={() => fetched.again()}
              />
            </div>
          )}
        </Match>
      </Switch>
    </Sheet>
  );
}
