import { For, Match, Show, Switch } from 'solid-js';
import type { Plan, PlanItem } from '../../../domain/plan.ts';
import { changesBetween } from '../../../domain/plan-life.ts';
import { ok, type Result } from '../../../domain/result.ts';
import { READ_VERSION } from '../../../protocol/endpoints/plans.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';

interface Compared {
  readonly plan: Plan;
  /** Undefined for the first version. */
  readonly former: Plan | undefined;
}

async function fetchCompared(planId: string, version: number): Promise<Result<Compared, OfficeError>> {
  const fetchOne = (number: number) => askOffice(READ_VERSION, { params: { planId, version: String(number) } });
  const [now, before] = await Promise.all([fetchOne(version), version > 1 ? fetchOne(version - 1) : undefined]);
  if (!now.ok) return now;
  if (before && !before.ok) return before;
  return ok({ plan: now.value.plan, former: before?.value.plan });
}

type Aspect = keyof ReturnType<typeof labels>['planLife']['aspects'];

/** In which respects an item is another than before. */
function aspectsOf(before: PlanItem, after: PlanItem): string {
  const words = labels().planLife;
  const differs = (key: Aspect): boolean => JSON.stringify(before[key]) !== JSON.stringify(after[key]);
  const named = (Object.keys(words.aspects) as Aspect[]).filter(differs).map((key) => words.aspects[key]);
  return named.length > 0 ? named.join(', ') : words.otherAspect;
}

function ItemList(props: { title: string; items: readonly PlanItem[]; note?: (item: PlanItem) => string }) {
  return (
    <Show when={props.items.length > 0}>
      <section>
        <h3 class="strong">{props.title}</h3>
        <ul class="plan-version-list">
          <For each={props.items}>
            {(item) => (
              <li>
                <span class="figure red">{item.code}</span> {item.title}
                <Show when={props.note?.(item)}>{(note) => <span class="meta"> ({note()})</span>}</Show>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  );
}

function Changes(props: { former: Plan; plan: Plan }) {
  const words = () => labels().planLife;
  const changes = () => changesBetween(props.former, props.plan);
  const followers = (item: PlanItem): string => {
    const codes = item.retired?.successorCodes ?? [];
    return codes.length > 0 ? words().follows(codes.join(', ')) : words().noFollower;
  };
  const aspects = (item: PlanItem): string => {
    const found = changes().changed.find(({ after }) => after === item);
    return found ? aspectsOf(found.before, found.after) : '';
  };
  const isNothing = (): boolean => [changes().added, changes().ended, changes().changed].every((list) => list.length === 0);
  return (
    <Show when={!isNothing()} fallback={<p>{words().noChange}</p>}>
      <ItemList title={words().added(formatNumber(changes().added.length))} items={changes().added} />
      <ItemList title={words().ended(formatNumber(changes().ended.length))} items={changes().ended} note={followers} />
      <ItemList
        title={words().changed(formatNumber(changes().changed.length))}
        items={changes().changed.map(({ after }) => after)}
        note={aspects}
      />
    </Show>
  );
}

/** What one version changed, and the version whole as it was saved. */
export function VersionDetails(props: { planId: string; version: number }) {
  const words = () => labels().planLife;
  const { value, trouble } = createFetched(
    () => props,
    ({ planId, version }) => fetchCompared(planId, version),
  );
  return (
    <div class="pad stack-tight">
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={trouble()}>{(why) => <Notice level="info">{troubleText(why().error, { unreached: words().offline })}</Notice>}</Match>
        <Match when={value()}>
          {(value) => (
            <>
              <Show when={value().former} fallback={<p>{words().first}</p>}>
                {(former) => <Changes former={former()} plan={value().plan} />}
              </Show>
              <details>
                <summary class="plan-version-whole">{words().whole}</summary>
                <ItemList title={value().plan.title} items={value().plan.items} />
              </details>
            </>
          )}
        </Match>
      </Switch>
    </div>
  );
}
