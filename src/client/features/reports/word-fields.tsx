import { For, Show } from 'solid-js';
import type { ReportWords } from '../../../domain/report/report.ts';
import { looksLikePersonalData } from '../../../domain/text.ts';
import { labels } from '../../labels/labels.ts';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { TextArea } from '../../ui/text-input.tsx';
import { Fold } from './fold.tsx';

const WORDS = ['strengths', 'limits', 'next', 'proposals'] as const satisfies readonly (keyof ReportWords)[];

/** Assessment and next tasks, as a person writes them. */
export function WordFields(props: {
  words: ReportWords;
  /** What was written for another period last; undefined where there is none. */
  former: ReportWords | undefined;
  onChange: (part: Partial<ReportWords>) => void;
}) {
  const words = () => labels().tallies.report;
  const isEmpty = (): boolean => WORDS.every((key) => props.words[key].trim() === '');
  return (
    <Fold title={words().wordsTitle} note={words().wordsNote}>
      <Show when={isEmpty() && props.former}>
        {(former) => (
          <Key icon="copy" onPress={() => props.onChange(former())}>
            {words().takeFormer}
          </Key>
        )}
      </Show>
      <For each={WORDS}>
        {(key) => (
          <Field
            id={`report-${key}`}
            label={words()[key]}
            issue={looksLikePersonalData(props.words[key]) ? { level: 'warning', text: words().noNames } : undefined}
          >
            <TextArea id={`report-${key}`} value={props.words[key]} onInput={(text) => props.onChange({ [key]: text })} />
          </Field>
        )}
      </For>
    </Fold>
  );
}
