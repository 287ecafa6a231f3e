import { useNavigate, useSearchParams } from '@solidjs/router';
import { createMemo, createSignal, For, onCleanup, Show } from 'solid-js';
import { officeDay, yearOf } from '../../../domain/day.ts';
import { PlanId } from '../../../domain/ids.ts';
import { isPlaceholder } from '../../../domain/placeholder.ts';
import type { Plan } from '../../../domain/plan.ts';
import { amendDraft, matchReading } from '../../../domain/plan-amend.ts';
import { draftFromReading, type PlanDraft, progressOf } from '../../../domain/plan-draft/plan-draft.ts';
import type { PlanReading } from '../../../domain/plan-reading/reading.ts';
import { addressOf, PLAN_DRAFT_SCREEN, type PLAN_IMPORT_SCREEN, PLAN_SCREEN, type QueryText } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { PlanDraftRow } from '../../store/db.ts';
import { deletePlanDraft, listPlanDrafts, savePlanDraft } from '../../store/lists/plan-drafts.ts';
import { readReference } from '../../store/lists/reference.ts';
import { createLiveQuery } from '../../store/live.ts';
import { ask } from '../../ui/ask.tsx';
import { DropZone } from '../../ui/drop-zone.tsx';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { TextArea } from '../../ui/text-input.tsx';
import type { ReadStep } from './messages.ts';
import { originWords } from './node-words.ts';
import { readInWorker } from './read-in-worker.ts';

type Refused = keyof ReturnType<typeof labels>['planImport']['refused'];

const KINDS = '.docx,.xlsx,.csv,.txt';

const draftHref = (draftId: string): string => addressOf(PLAN_DRAFT_SCREEN, { params: { draftId } });

/** Reads one document at a time; another one, or leaving the screen, ends what is being read. */
function createReading(onRead: (reading: PlanReading, fileName: string | null) => Promise<void>) {
  const app = useApp();
  const [step, setStep] = createSignal<ReadStep>();
  const [refused, setRefused] = createSignal<Refused>();
  let running: AbortController | undefined;
  onCleanup(() => running?.abort());
  return {
    step,
    refused,
    async read(input: File | string): Promise<void> {
      running?.abort();
      const own = new AbortController();
      running = own;
      setRefused(undefined);
      setStep({ step: 'opening' });
      // Out of the store, and after the first sync: just after the app was opened the names of units may still be on their way.
      let { units } = await readReference(app.db);
      if (units.length === 0) {
        await app.sync.syncNow();
        ({ units } = await readReference(app.db));
      }
      const outcome = await readInWorker(input, { units, onStep: setStep, signal: own.signal });
      if (own.signal.aborted) return;
      setStep(undefined);
      if (outcome.kind === 'refused') setRefused(outcome.reason);
      else if (outcome.kind !== 'read') setRefused('failed');
      else if (outcome.reading.items.length === 0) setRefused('nothingFound');
      else await onRead(outcome.reading, typeof input === 'string' ? null : input.name).catch(() => setRefused('failed'));
    },
    stop(): void {
      running?.abort();
      setStep(undefined);
    },
  };
}

/** A file or a pasted text becomes a draft; drafts begun before stand below. */
export function StartScreen() {
  const app = useApp();
  const navigate = useNavigate();
  const words = () => labels().planImport;
  const [text, setText] = createSignal('');
  const [params] = useSearchParams<QueryText<typeof PLAN_IMPORT_SCREEN>>();
  const [amendedId, setAmendedId] = createSignal(params['ke-hoach']);
  const open = createMemo(() => (app.plans() ?? []).filter((plan) => plan.closed !== true && !isPlaceholder(plan)));
  const amended = createMemo(() => open().find(({ id }) => id === amendedId()));
  const begin = async (draft: PlanDraft, fileName: string | null): Promise<void> => {
    const id = app.newId();
    await savePlanDraft(app.db, { id, fileName, draft, savedAt: new Date(app.now()).toISOString() });
    navigate(draftHref(id));
  };
  const { read, stop, step, refused } = createReading(async (reading, fileName) => {
    const plan = amended();
    const year = yearOf(officeDay(app.now()));
    await begin(plan ? matchReading(plan, reading, year) : draftFromReading(reading, PlanId.parse(app.newId()), year), fileName);
  });
  return (
    <Screen wide title={words().title} back={() => navigate(PLAN_SCREEN)} backLabel={labels().common.back}>
      <p>{words().start.intro}</p>
      <Which plans={open()} chosen={amended()} onChoose={setAmendedId} />
      <Show when={amended()}>{(plan) => <Key onPress={() => void begin(amendDraft(plan()), null)}>{words().start.byHand}</Key>}</Show>
      <DropZone title={words().start.drop} note={words().start.kinds} accept={KINDS} onFile={(file) => void read(file)} />
      <Show when={step()}>
        {(now) => (
          <Notice level="info" icon="wait" live>
            <p>{stepWords(now())}</p>
            <Key onPress={stop}>{words().start.stop}</Key>
          </Notice>
        )}
      </Show>
      <Show when={refused()}>
        {(reason) => (
          <Notice level="err" live>
            {words().refused[reason()]}
          </Notice>
        )}
      </Show>
      <Field id="import-paste" label={words().start.paste} help={words().start.pasteHint}>
        <TextArea id="import-paste" value={text()} rows={5} onInput={setText} />
      </Field>
      <Key disabled={text().trim() === ''} onPress={() => void read(text())}>
        {words().start.read}
      </Key>
      <Drafts />
    </Screen>
  );
}

const stepWords = (now: ReadStep): string => {
  const words = labels().planImport.start;
  return now.step === 'opening' ? words.opening : words.reading(formatNumber(now.lines));
};

/** A new plan, or the next version of one there is. */
function Which(props: { plans: readonly Plan[]; chosen: Plan | undefined; onChoose: (planId: string | undefined) => void }) {
  const words = () => labels().planImport.start;
  return (
    <Show when={props.plans.length > 0}>
      <Field id="import-which" label={words().which} help={props.chosen && words().amendsHint}>
        <select id="import-which" class="select" onChange={(event) => props.onChoose(event.currentTarget.value || undefined)}>
          <option value="">{words().newPlan}</option>
          <For each={props.plans}>
            {(plan) => (
              <option value={plan.id} selected={plan.id === props.chosen?.id}>
                {words().amends(plan.title)}
              </option>
            )}
          </For>
        </select>
      </Field>
    </Show>
  );
}

function Drafts() {
  const app = useApp();
  const words = () => labels().planImport.start;
  const drafts = createLiveQuery(() => listPlanDrafts(app.db));
  const titleOf = ({ draft }: PlanDraftRow): string => draft.header.title || words().untitled;
  const noteOf = (row: PlanDraftRow): string => {
    const { seen, total } = progressOf(row.draft);
    return [words().progress(seen, total), words().kept(formatTime(row.savedAt, app.now())), originWords(row)].join(DOT);
  };
  const remove = async (row: PlanDraftRow): Promise<void> => {
    const yes = await ask({
      title: words().removeAsk,
      text: words().removeText(titleOf(row)),
      confirm: words().removeYes,
      cancel: labels().common.cancel,
      danger: true,
    });
    if (yes) await deletePlanDraft(app.db, row.id);
  };
  return (
    <Show when={(drafts()?.length ?? 0) > 0}>
      <Sheet>
        <SheetHead icon="draft" barred>
          {words().drafts}
        </SheetHead>
        <ul class="rows">
          <For each={drafts()}>
            {(row) => (
              <li class="import-draft">
                <LinkRow href={draftHref(row.id)} title={titleOf(row)} note={noteOf(row)} />
                <Key kind="bare" icon="trash" label={words().remove(titleOf(row))} onPress={() => void remove(row)} />
              </li>
            )}
          </For>
        </ul>
      </Sheet>
    </Show>
  );
}
