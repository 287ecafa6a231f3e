import { type ComponentProps, createMemo, For, Match, Show, Switch } from 'solid-js';
import { talliesIn } from '../../../domain/report/figure-source.ts';
import { type Unplaced, unplacedIn } from '../../../domain/report/unplaced-in.ts';
import { isAllIn } from '../../../domain/silent-phones.ts';
import { LIST_ACTIVITIES, MAX_LIST_LENGTH } from '../../../protocol/endpoints/activities.ts';
import { REVIEW_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { formatDay, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { periodWords } from '../../labels/period-words.ts';
import { refreshOnNews } from '../../office/ask-again-on.lazy.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import { fetchDevices } from '../../office/fetch-devices.ts';
import { OfficeDialog, OfficeForm } from '../../office/office-form.tsx';
import { LossNotices } from '../../office/phone-lines.lazy.tsx';
import { createAuthorOf } from '../../records/author.ts';
import { readTallySource } from '../../store/lists/tally-source.ts';
import { readStandIns } from '../../store/lists/unplaced.ts';
import { createLiveQuery } from '../../store/live.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { ReportChoice } from './report-choice.ts';

/** Says what is not in the figures yet, by unit and record by record, before they are frozen. */
export function CloseDialog(props: {
  open: boolean;
  choice: ReportChoice;
  sending: ComponentProps<typeof OfficeForm>['sending'];
  onConfirm: () => void;
  onClose: () => void;
}) {
  const words = () => labels().tallies.report.closing;
  return (
    <OfficeDialog open={props.open} onClose={() => props.onClose()}>
      {(titleId) => (
        <OfficeForm
          titleId={titleId}
          title={words().closeTitle(props.choice.about.name ? periodWords(props.choice.about.name) : '')}
          submit={words().close}
          sending={props.sending}
          onSubmit={() => props.onConfirm()}
          onClose={() => props.onClose()}
        >
          <Missing choice={props.choice} />
          <p>{words().closeHint}</p>
        </OfficeForm>
      )}
    </OfficeDialog>
  );
}

function Missing(props: { choice: ReportChoice }) {
  const app = useApp();
  const words = () => labels().tallies.report.closing;
  const source = createLiveQuery(() => readTallySource(app.db, props.choice.plan.id));
  const standIns = createLiveQuery(() =>
    readStandIns(
      app.db,
      (app.plans() ?? []).filter(({ id }) => id !== props.choice.plan.id),
    ),
  );
  const phones = fetchDevices();
  const devices = () => phones.value()?.devices;
  const unplaced = (): Unplaced => unplacedIn(standIns() ?? [], props.choice.about.period, undefined);
  /** Of each unit: how many records wait, and how many its phones say they hold. */
  const byUnit = createMemo(() => {
    const read = source();
    const { plan, about } = props.choice;
    if (!read) return undefined;
    return app.reference().units.map(({ id, shortName }) => {
      const tallies = [...talliesIn(plan, { ...read, records: [] }, about.period, id).values()];
      const sum = (of: (one: (typeof tallies)[number]) => number): number => tallies.reduce((all, tally) => all + of(tally), 0);
      return { name: shortName, waiting: sum(({ waiting }) => waiting.records), declared: sum(({ declared }) => declared) };
    });
  });
  const sumOf = (part: 'waiting' | 'declared'): number => (byUnit() ?? []).reduce((all, closing) => all + closing[part], 0);
  const namesOf = (part: 'waiting' | 'declared'): string =>
    (byUnit() ?? []).flatMap((closing) => (closing[part] > 0 ? [`${closing.name} ${formatNumber(closing[part])}`] : [])).join(', ');
  /** Said only once it is known that no phone holds or lost anything. */
  const allIn = (): boolean => {
    const [units, all] = [byUnit(), devices()];
    return units !== undefined && all !== undefined && isAllIn(all) && sumOf('waiting') + sumOf('declared') + unplaced().records === 0;
  };
  return (
    <>
      <LossNotices devices={devices() ?? []} />
      <Show when={sumOf('waiting') > 0}>
        <Notice level="warn" icon="wait">
          <p>{`${words().notConfirmed(formatNumber(sumOf('waiting')))} ${namesOf('waiting')}.`}</p>
          <WaitingRecords choice={props.choice} />
          <Key icon="check2" href={REVIEW_SCREEN}>
            {words().review}
          </Key>
        </Notice>
      </Show>
      <Show when={sumOf('declared') > 0}>
        <Notice level="warn" icon="phone">
          {`${words().notReceived(formatNumber(sumOf('declared')))} ${namesOf('declared')}.`}
        </Notice>
      </Show>
      <Show when={unplaced().records > 0}>
        <Notice level="warn" icon="plan">
          {labels().tallies.report.unplaced(formatNumber(unplaced().records), unplaced().isAtMost)}
        </Notice>
      </Show>
      <Show when={allIn()}>
        <Notice level="ok">{words().allIn}</Notice>
      </Show>
    </>
  );
}

/** More would not be read in a dialog. */
const MOST_SHOWN = 20;

function WaitingRecords(props: { choice: ReportChoice }) {
  const app = useApp();
  const words = () => labels().tallies.report.closing;
  const authorOf = createAuthorOf();
  const list = createFetched(
    () => props.choice,
    ({ plan, about: { period } }) =>
      askOffice(LIST_ACTIVITIES, { query: { planId: plan.id, ...period, state: 'sent', limit: String(MAX_LIST_LENGTH) } }),
  );
  refreshOnNews(list);
  const unitOf = (id: string): string => app.reference().units.find((unit) => unit.id === id)?.shortName ?? id;
  return (
    <Switch fallback={<p class="meta">{words().notListed}</p>}>
      <Match when={list.state().kind === 'loading'}>
        <p class="meta" role="status">
          {words().listing}
        </p>
      </Match>
      <Match when={list.value()}>
        {(found) => (
          <ul class="report-list">
            <For each={found().activities.slice(0, MOST_SHOWN)}>
              {({ content, authorId }) => (
                <li>{[formatDay(content.date), unitOf(content.unitId), content.itemCode, authorOf(authorId)].join(' · ')}</li>
              )}
            </For>
            <Show when={found().activities.length > MOST_SHOWN}>
              <li>{words().more(`${formatNumber(found().activities.length - MOST_SHOWN)}${found().more ? '+' : ''}`)}</li>
            </Show>
          </ul>
        )}
      </Match>
    </Switch>
  );
}
