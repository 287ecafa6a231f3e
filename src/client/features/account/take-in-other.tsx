import { createSignal, For, Show } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';
import type { Result } from '../../../domain/result.ts';
import { err, ok } from '../../../domain/result.ts';
import { TAKE_IN } from '../../../protocol/endpoints/intake.ts';
import type { MutationResult } from '../../../protocol/mutation-result.ts';
import { useApp } from '../../app-context.ts';
import { formatDay, formatNumber, issueText } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import type { OfficeError } from '../../office/trouble.ts';
import { createRecordLine } from '../../records/record-line.ts';
import { isOfOnePerson, portionsOf } from '../../store/records/file-of-other.ts';
import { parseUnsent, type Unsent } from '../../store/records/unsent.ts';
import { Key } from '../../ui/key.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { refusalText } from './refusal-text.ts';

/** What becomes, or became, of one record of a file. */
type Fate = { readonly kind: 'new' | 'known' } | { readonly kind: 'refused'; readonly why: string };

interface Read {
  readonly fileName: string;
  readonly unsent: Unsent;
  readonly staffCode: string;
  readonly fates: ReadonlyMap<ActivityId, Fate>;
}

function fateOf(results: readonly MutationResult[], isKnown: boolean): Fate {
  const bad = results.find(({ status }) => status !== 'applied' && status !== 'merged');
  if (!bad) return { kind: isKnown ? 'known' : 'new' };
  const [issue] = 'issues' in bad ? (bad.issues ?? []) : [];
  const words = labels().account.takeIn;
  const reason = bad.status === 'rejected' ? (labels().domain.rejectReasons[bad.reason] ?? words.refusedPlain) : words.refusedPlain;
  return { kind: 'refused', why: issue ? issueText(issue) : reason };
}

/** Asks the office about every portion of the file, or has it enter them. */
async function askAbout(unsent: Unsent, check: boolean): Promise<Result<Omit<Read, 'fileName' | 'unsent'>, OfficeError>> {
  const fates = new Map<ActivityId, Fate>();
  let { staffCode } = unsent;
  for (const portion of portionsOf(unsent)) {
    const mutations = portion.flatMap((record) => record.mutations);
    const answer = await askOffice(TAKE_IN, { body: { accountId: unsent.accountId, check, mutations } });
    if (!answer.ok) return err(answer.error);
    ({ staffCode } = answer.value);
    const known = new Set(answer.value.known);
    const results = answer.value.results.values();
    for (const { id, mutations: own } of portion) {
      const of = own.map(() => results.next().value as MutationResult);
      const isKnown = own.every((mutation) => known.has(mutation.id));
      fates.set(id, fateOf(of, isKnown));
    }
  }
  return ok({ staffCode, fates });
}

/** The file of somebody who left is looked at first, and entered under their name once that was agreed to. */
export function TakeInOther() {
  const app = useApp();
  const words = () => labels().account.takeIn;
  const [read, setRead] = createSignal<Read>();
  const [trouble, setTrouble] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  let input: HTMLInputElement | undefined;
  const refusedFor = (error: OfficeError): string => refusalText(error, { offline: words().needSignal, notFound: words().outOfReach });
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
      const answer = await askAbout(unsent, true);
      if (!answer.ok) return void setTrouble(refusedFor(answer.error));
      setRead({ fileName: file.name, unsent, ...answer.value });
    });
  const enter = ({ fileName, unsent }: Read) =>
    run(async () => {
      const answer = await askAbout(unsent, false);
      if (!answer.ok) return void setTrouble(refusedFor(answer.error));
      const entered = [...answer.value.fates.values()].filter(({ kind }) => kind !== 'refused').length;
      showSnack({ text: words().entered(formatNumber(entered), answer.value.staffCode), icon: 'got' });
      app.sync.nudge();
      // What is left to see is what could not be entered.
      const left = await askAbout(unsent, true);
      setRead(left.ok ? { fileName, unsent, ...left.value } : undefined);
    });
  return (
    <section class="stack-tight" aria-label={words().title}>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label={words().title}
        onChange={(event) => {
          const { files } = event.currentTarget;
          const [file] = files ?? [];
          if (file) void look(file);
          // The same file may be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <Sheet>
        <LinkRow icon="dl" title={words().title} note={words().note} onPress={() => input?.click()} />
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
  const count = (kind: Fate['kind']): number => [...props.read.fates.values()].filter((value) => value.kind === kind).length;
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
