import { createSignal, For, Show } from 'solid-js';
import type { ItemCode } from '../../../domain/ids.ts';
import type { Plan } from '../../../domain/plan.ts';
import { addressOf, RECORD_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { activitySummary, DOT, dayShort, typeWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { createLocalityNameOf } from '../../records/record-line.ts';
import { isStruck } from '../../records/shown-record.ts';
import { subjectOf } from '../../records/subject.ts';
import type { ActivityRow } from '../../store/db.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readItemActivities } from '../../store/records/journal.ts';
import { Key } from '../../ui/key.tsx';
import { StateLine, StateMark } from '../../ui/state-line.tsx';

const PAGE = 20;

/** Records of the item and all below it that lie on this phone, newest first. */
export function ItemRecords(props: { plan: Plan; codes: readonly ItemCode[] }) {
  const app = useApp();
  const [limit, setLimit] = createSignal(PAGE);
  const words = () => labels().plans;
  // One more than shown tells whether there is more.
  const rows = createLiveQuery(() => readItemActivities(app.db, props.plan.id, props.codes, limit() + 1));
  const heading = (): string => (app.scope.records === 'own' ? words().ownRecords : words().recordsHere);
  return (
    <Show when={rows()}>
      {(list) => (
        <>
          <h2 class="item-records-head">{heading()}</h2>
          <Show when={list().length > 0} fallback={<p class="meta">{words().noRecords}</p>}>
            <ul class="item-book">
              <For each={list().slice(0, limit())}>{(row) => <RecordLine row={row} />}</For>
            </ul>
          </Show>
          <Show when={list().length > limit()}>
            <Key onPress={() => setLimit((count) => count + PAGE)}>{words().showMore}</Key>
          </Show>
        </>
      )}
    </Show>
  );
}

/** The mark in the margin, then place, figures, and where it lies. */
function RecordLine(props: { row: ActivityRow }) {
  const placeOf = createLocalityNameOf();
  const content = () => props.row.content;
  const struck = () => ({ struck: isStruck(props.row) });
  return (
    <li>
      <a class="item-record" href={addressOf(RECORD_SCREEN, { params: { id: props.row.id } })}>
        <StateMark kind={props.row.where} />
        <span class="item-record-in">
          <span class="strong" classList={struck()}>
            {placeOf(content()) ?? typeWords(content().type).short}
          </span>
          <Show when={subjectOf(content())}>{(subject) => <span classList={struck()}>{subject()}</span>}</Show>
          <span classList={struck()}>{activitySummary(content())}</span>
          <StateLine kind={props.row.where} word={labels().domain.places[props.row.where]} plain>
            {dayShort(content().date)}
            <Show when={props.row.where !== 'phone' || props.row.state !== 'sent'}>
              {DOT}
              {labels().domain.states[props.row.state].toLowerCase()}
            </Show>
          </StateLine>
        </span>
      </a>
    </li>
  );
}
