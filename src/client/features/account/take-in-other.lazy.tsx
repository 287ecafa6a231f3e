import { createSignal, For, Show } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';
import { useApp } from '../../app-context.ts';
import { formatDay, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { OfficeError } from '../../office/trouble.ts';
import { createRecordLine } from '../../records/record-line.ts';
import { isOfOnePerson, portionsOf } from '../../store/records/file-of-other.ts';
import { parseUnsent, type Unsent } from '../../store/records/unsent.ts';
import { Key } from '../../ui/key.tsx';
import { FileRow } from '../../ui/link-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { refusalText } from './refusal-text.ts';
import { countFates, enterNew, type Fate, type Fates, lookAt } from './take-in-portions.ts';

interface Read {
  readonly fileName: string;
  readonly unsent: Unsent;
  readonly staffCode: string;
  readonly fates: Fates;
}

/** The file of somebody who left is looked at first, and entered under their name once that was agreed to. */
export function TakeInOther() {
  const app = useApp();
  const words = () => labels().account.takeIn;
  const [read, setRead] = createSignal<Read>();
  const [trouble, setTrouble] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const whyNot = (error: OfficeError, offline: string): string => refusalText(error, { offline, notFound: words().outOfReach });
  const run = async (work: () => Promise<void>): Promise<void> => {
    if (busy()) return;
    setBusy(true);
    setTrouble(undefined);
    await work().finally(() => setBusy(false));
  };
  const look = (file: File) =>
    run(async () => {
      setRead(undefined);
      const parsed = parseUnsent(await file.text());
      if (!parsed.ok) return void setTrouble(words().wrongFile(file.name));
      const unsent = parsed.value;
      if (!isOfOnePerson(unsent)) return void setTrouble(words().altered(file.name));
      if (portionsOf(unsent).length === 0) return void setTrouble(words().empty(file.name));
      const { error, ...answer } = await lookAt(unsent);
      if (error) return void setTrouble(`${whyNot(error, words().needSignal)} ${words().nothingEntered}`);
      setRead({ fileName: file.name, unsent, ...answer });
    });
  const enter = (shown: Read) =>
    run(async () => {
      const { error, entered, ...answer } = await enterNew(shown.unsent, shown.fates);
      setRead({ ...shown, ...answer });
      if (entered > 0) app.sync.nudge();
      if (!error) return showSnack({ text: words().entered(formatNumber(entered), answer.staffCode), icon: 'got' });
      const left = formatNumber(countFates(answer.fates, 'new'));
      setTrouble(`${whyNot(error, words().noAnswer)} ${words().halfway(entered > 0 ? formatNumber(entered) : undefined, left)}`);
    });
  return (
    <section class="stack-tight" aria-label={words().title}>
      <Sheet>
        <FileRow title={words().title} note={words().note} onFile={(file) => void look(file)} />
      </Sheet>
      <Show when={busy()}>
        <p class="meta" role="status">
          {words().reading}
        </p>
      </Show>
      <Show when={trouble()}>
        {(text) => (
          <Notice level="err" live>
            {text()}
          </Notice>
        )}
      </Show>
      <Show when={read()}>{(read) => <FileRead read={read()} busy={busy()} onEnter={() => void enter(read())} />}</Show>
    </section>
  );
}

/** What is in the file: how many, of which days, and what would become of each. */
function FileRead(props: { read: Read; busy: boolean; onEnter: () => void }) {
  const lineOf = createRecordLine();
  const words = () => labels().account.takeIn;
  const count = (kind: Fate['kind']): number => countFates(props.read.fates, kind);
  const records = () => props.read.unsent.records.filter(({ id }) => props.read.fates.has(id));
  const days = (): string => {
    const sorted = records()
      .map(({ content }) => content.date)
      .sort();
    const [first, last] = [sorted[0], sorted.at(-1)];
    return first && last ? words().days(formatDay(first), formatDay(last)) : '';
  };
  const fateText = (id: ActivityId): string => {
    const fate = props.read.fates.get(id);
    return fate?.kind === 'refused' ? words().refused(fate.why) : words()[fate?.kind === 'known' ? 'isKnown' : 'isNew'];
  };
  return (
    <Sheet>
      <div class="pad stack-tight">
        <p>
          <b>{words().holds(props.read.staffCode, formatNumber(records().length))}</b> {days()}
        </p>
        <p class="meta">
          {words().sums(formatNumber(count('new')), formatNumber(count('known')), formatNumber(count('refused')))}
          <Show when={props.read.unsent.drafts.length > 0}> {words().drafts(formatNumber(props.read.unsent.drafts.length))}</Show>
        </p>
      </div>
      <ul class="rows">
        <For each={records()}>
          {({ id, content }) => (
            <li class="pad">
              {lineOf(content)}
              <br />
              <span class="meta">{fateText(id)}</span>
            </li>
          )}
        </For>
      </ul>
      <Show when={count('new') > 0}>
        <div class="pad">
          <Key kind="main" big icon="send" disabled={props.busy} onPress={() => props.onEnter()}>
            {words().enter(formatNumber(count('new')), props.read.staffCode)}
          </Key>
        </div>
      </Show>
    </Sheet>
  );
}
