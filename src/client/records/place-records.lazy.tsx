import './records.css';
import { createMemo, createSignal, For, Show } from 'solid-js';
import type { ActivityContent } from '../../domain/activity.ts';
import type { ActivityId } from '../../domain/ids.ts';
import { PLACEHOLDER_ITEM } from '../../domain/placeholder.ts';
import { findItem, type Plan } from '../../domain/plan.ts';
import { foldForSearch } from '../../domain/text.ts';
import { addressOf, RECORD_SCREEN } from '../addresses.ts';
import { useApp } from '../app-context.ts';
import { DOT, formatNumber } from '../labels/format.ts';
import { labels } from '../labels/labels.ts';
import { RefusedNotice } from '../office/trouble-notice.tsx';
import type { ActivityRow } from '../store/db.ts';
import { createLiveQuery } from '../store/live.ts';
import { readItemActivities } from '../store/records/journal.ts';
import { editRecords } from '../store/records/place-records.ts';
import { recentChoices } from '../store/records/record-lookups.ts';
import { Key } from '../ui/key.tsx';
import { Notice } from '../ui/notice.tsx';
import { PickButton, PickDialog } from '../ui/pick.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { showSnack } from '../ui/snack.tsx';
import { createAuthorOf } from './author.ts';
import { type ItemChoice, itemChoices, itemOfValue, itemValue } from './item-choices.ts';
import { mayEdit } from './may.ts';
import { placedAt, proposeFor, targetsFor } from './place-targets.ts';
import { createRecordLine } from './record-line.ts';

interface Placing {
  readonly row: ActivityRow;
  readonly content: ActivityContent;
}

/** Records this person may put into a plan, newest first, each with the item a form would propose; several go at once. */
export function PlaceRecords(props: { plan: Plan }) {
  const app = useApp();
  const words = () => labels().records.unplaced;
  const read = createLiveQuery(async () => ({
    rows: (await readItemActivities(app.db, props.plan.id, [PLACEHOLDER_ITEM], Number.POSITIVE_INFINITY)).filter((row) =>
      mayEdit(app, row),
    ),
    past: await recentChoices(app.db),
  }));
  const [chosen, setChosen] = createSignal<ReadonlyMap<ActivityId, ItemChoice>>(new Map());
  const [left, setLeft] = createSignal<ReadonlySet<ActivityId>>(new Set());
  const [asked, setAsked] = createSignal<ActivityRow>();
  /** Those that could not be saved at the last try. They stay in the list, to be put there at the next. */
  const [missed, setMissed] = createSignal<ReadonlySet<ActivityId>>(new Set());
  const [busy, setBusy] = createSignal(false);
  const plans = () => app.plans() ?? [];
  /** What can be moved today: the plan of its day is there. */
  const rows = createMemo(() => (read()?.rows ?? []).filter((row) => targetsFor(plans(), row.date).length > 0));
  const placeOf = (row: ActivityRow): ItemChoice | undefined => {
    const known = read();
    return chosen().get(row.id) ?? (known && proposeFor(plans(), row.content, known.past));
  };
  const going = createMemo(() =>
    rows().flatMap((row): Placing[] => {
      const place = placeOf(row);
      return place && !left().has(row.id) ? [{ row, content: placedAt(row.content, place) }] : [];
    }),
  );
  const confirmed = (): number => going().filter(({ row }) => row.state === 'confirmed').length;
  const stillHere = (): number => rows().filter(({ id }) => missed().has(id)).length;
  const options = createMemo(() => {
    const row = asked();
    return row ? itemChoices(targetsFor(plans(), row.date), [], labels().activities.form, row.date) : [];
  });
  const choose = (row: ActivityRow | undefined, value: string): void => {
    const place = itemOfValue(value);
    if (!row || !place) return;
    setChosen(new Map(chosen()).set(row.id, place));
    setLeft(new Set([...left()].filter((id) => id !== row.id)));
  };
  const toggle = (id: ActivityId): void => {
    const next = new Set(left());
    if (!next.delete(id)) next.add(id);
    setLeft(next);
  };
  const save = async (edits: readonly Placing[]): Promise<readonly Placing[]> => {
    setBusy(true);
    try {
      const failed = await editRecords(app.db, edits, { now: app.now(), newId: app.newId });
      if (failed.length < edits.length) app.sync.nudge();
      return failed;
    } finally {
      setBusy(false);
    }
  };
  const undo = async (placed: readonly Placing[]): Promise<void> => {
    const failed = await save(placed.map(({ row }) => ({ row, content: row.content })));
    if (failed.length > 0) showSnack({ text: words().undoFailed(formatNumber(failed.length)), level: 'error' });
  };
  const place = async (): Promise<void> => {
    if (busy()) return;
    const edits = going();
    setMissed(new Set<ActivityId>());
    const failed = new Set(await save(edits));
    setMissed(new Set([...failed].map(({ row }) => row.id)));
    const placed = edits.filter((edit) => !failed.has(edit));
    if (placed.length === 0) return;
    showSnack({
      text: words().placed(formatNumber(placed.length)),
      icon: 'phone',
      action: { label: labels().common.undo, onAction: () => void undo(placed) },
    });
  };
  return (
    <Show when={read()}>
      <Show
        when={rows().length > 0}
        fallback={
          <Notice level="info" icon="plan">
            {(read()?.rows.length ?? 0) > 0 ? words().noPlanYet : words().nothingYours}
          </Notice>
        }
      >
        <section class="stack-tight" aria-label={words().title}>
          <p>{words().intro}</p>
          <Sheet>
            <ul class="place-rows">
              <For each={rows()}>
                {(row) => (
                  <PlaceRow
                    row={row}
                    place={placeOf(row)}
                    going={!left().has(row.id)}
                    missed={missed().has(row.id)}
                    onToggle={() => toggle(row.id)}
                    onAsk={() => setAsked(row)}
                  />
                )}
              </For>
            </ul>
          </Sheet>
          <Show when={confirmed() > 0}>
            <p class="meta">{words().confirmed(formatNumber(confirmed()))}</p>
          </Show>
          <RefusedNotice text={stillHere() > 0 ? words().notPlaced(formatNumber(stillHere())) : undefined} />
          <Key kind="main" big icon="plan" disabled={going().length === 0 || busy()} onPress={() => void place()}>
            {words().place(formatNumber(going().length))}
          </Key>
        </section>
        <PickDialog
          open={asked() !== undefined}
          title={labels().activities.form.chooseItem}
          options={options()}
          chosen={[asked()].flatMap((row) => {
            const at = row && placeOf(row);
            return at ? [itemValue(at)] : [];
          })}
          searchPlaceholder={labels().common.search}
          emptyText={labels().activities.form.noItem}
          closeLabel={labels().common.close}
          onChoose={(value) => choose(asked(), value)}
          onClose={() => setAsked(undefined)}
          fold={foldForSearch}
        />
      </Show>
    </Show>
  );
}

interface RowProps {
  row: ActivityRow;
  place: ItemChoice | undefined;
  going: boolean;
  missed: boolean;
  onToggle: () => void;
  onAsk: () => void;
}

function PlaceRow(props: RowProps) {
  const app = useApp();
  const lineOf = createRecordLine();
  const authorOf = createAuthorOf();
  const words = () => labels().records.unplaced;
  const item = () => {
    const plan = app.plans()?.find(({ id }) => id === props.place?.planId);
    return plan && props.place && findItem(plan, props.place.itemCode);
  };
  return (
    <li class="place-row">
      <label class="row row-top">
        <input
          type="checkbox"
          checked={props.going && props.place !== undefined}
          disabled={props.place === undefined}
          onChange={() => props.onToggle()}
        />
        <span class="grow">
          {lineOf(props.row.content)}
          <br />
          <span class="meta">
            {authorOf(props.row.authorId)}
            {DOT}
            {labels().domain.states[props.row.state].toLowerCase()}
            <Show when={props.missed}>
              {DOT}
              <b>{words().missed}</b>
            </Show>
          </span>
        </span>
      </label>
      <PickButton
        plate={item()?.code}
        value={item()?.title ?? labels().activities.form.chooseItem}
        hint={item() ? undefined : words().noProposal}
        onPress={() => props.onAsk()}
      />
      <a class="link" href={addressOf(RECORD_SCREEN, { params: { id: props.row.id } })}>
        {labels().records.attention.look}
        <span class="unseen">: {lineOf(props.row.content)}</span>
      </a>
    </li>
  );
}
