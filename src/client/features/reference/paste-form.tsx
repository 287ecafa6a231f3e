import { createMemo, createSignal, For, Show } from 'solid-js';
import { type Day, day, officeDay } from '../../../domain/day.ts';
import type { RequestId } from '../../../domain/ids.ts';
import type { EntryKind } from '../../../domain/reference-changes.ts';
import { foldForSearch } from '../../../domain/text.ts';
import { ADD_REFERENCE_LIST } from '../../../protocol/endpoints/reference.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createSavedInput } from '../../saved-input.ts';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { PickDialog } from '../../ui/pick.tsx';
import { DateInput, TextArea } from '../../ui/text-input.tsx';
import { lineSentence } from './entry-words.ts';
import { FormFrame } from './form-frame.tsx';
import { hasLine, toggleLine } from './pasted-lines.ts';
import { type PastedList, readPastedList } from './pasted-list.ts';
import { PROVINCES } from './provinces.ts';
import { sendChange } from './send-change.ts';

/** The day on which communes were made of former ones all over the country (resolution 1654/NQ-UBTVQH15 and its like). */
const MERGER = day('2025-07-01');

/** A whole list out of a spreadsheet: every line is looked at here, and nothing is entered before all of them are right. */
export function PasteForm(props: { kind: EntryKind; titleId: string; onClose: () => void }) {
  const app = useApp();
  const words = () => labels().reference.paste;
  const { kind } = props;
  const today = officeDay(app.now());
  const saved = createSavedInput(['paste', kind], { text: '', from: MERGER as string });
  const { values, set } = saved;
  const [tried, setTried] = createSignal(false);
  const [choosing, setChoosing] = createSignal(false);
  const list = createMemo(
    (): PastedList =>
      readPastedList(kind, values().text, app.reference(), { today, from: (values().from || undefined) as Day | undefined }),
  );
  const count = (state: PastedList['lines'][number]['state']): number => list().lines.filter((line) => line.state === state).length;

  const summary = (): string =>
    [
      words().lines(formatNumber(count('new'))),
      ...(count('known') > 0 ? [words().known(formatNumber(count('known')))] : []),
      ...(count('wrong') > 0 ? [words().wrong(formatNumber(count('wrong')))] : []),
    ].join(DOT);
  const issue = (): FieldIssue | undefined => {
    if (!tried()) return undefined;
    if (count('wrong') > 0) return { level: 'error', text: words().wrong(formatNumber(count('wrong'))) };
    return list().entries.length === 0 ? { level: 'error', text: words().nothing } : undefined;
  };
  const toggleProvince = (name: string): void => set({ text: toggleLine(values().text, name) });
  const check = (): boolean => {
    setTried(true);
    return issue() === undefined;
  };
  return (
    <FormFrame
      titleId={props.titleId}
      title={words().titles[kind]}
      saved={saved}
      check={check}
      send={() => {
        const { entries } = list();
        const requestId = saved.requestId(JSON.stringify(entries), app.newId) as RequestId;
        return sendChange(app, () => askOffice(ADD_REFERENCE_LIST, { body: { requestId, entries: [...entries] as never } }));
      }}
      onClose={props.onClose}
      saveLabel={words().submit(formatNumber(count('new')))}
    >
      <Field id="paste-list" label={words().list} help={words().separators} issue={issue()}>
        <p class="meta">{words().help[kind]}</p>
        <TextArea id="paste-list" rows={8} value={values().text} invalid={issue() !== undefined} onInput={(text) => set({ text })} />
      </Field>
      <Show when={kind === 'locality'}>
        <Key icon="plus" onPress={() => setChoosing(true)}>
          {words().provinces}
        </Key>
        <PickDialog
          open={choosing()}
          title={words().provinces}
          options={choosing() ? PROVINCES.map((value) => ({ value, label: value })) : []}
          chosen={PROVINCES.filter((province) => hasLine(values().text, province))}
          many
          searchPlaceholder={labels().common.search}
          emptyText={labels().common.nothingFound}
          closeLabel={labels().common.done}
          onChoose={toggleProvince}
          onClose={() => setChoosing(false)}
          fold={foldForSearch}
        />
      </Show>
      <Show when={list().hasFormer}>
        <Field id="paste-from" label={words().from} help={words().fromHelp}>
          <DateInput id="paste-from" value={values().from} onInput={(from) => set({ from })} />
        </Field>
      </Show>
      <Show when={list().lines.length > 0}>
        <section class="stack-tight" aria-label={words().preview}>
          <p role="status">
            <b>{summary()}</b>
          </p>
          <ul class="paste-lines">
            <For each={list().lines}>
              {(line) => (
                <li classList={{ 'paste-known': line.state === 'known', 'paste-wrong': line.state === 'wrong' }}>
                  <span class="meta">{words().line(formatNumber(line.line))}</span>
                  <span>
                    {line.name}
                    <Show when={line.state === 'known'}>
                      {DOT}
                      {words().isKnown}
                    </Show>
                    <Show when={line.note}>
                      <span class="meta"> {line.note}</span>
                    </Show>
                    <Show when={line.issue}>{(wrong) => <span class="paste-issue">{lineSentence(wrong())}</span>}</Show>
                  </span>
                </li>
              )}
            </For>
          </ul>
        </section>
      </Show>
    </FormFrame>
  );
}
