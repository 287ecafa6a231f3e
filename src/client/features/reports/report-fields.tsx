import { For, Show } from 'solid-js';
import { Day } from '../../../domain/day.ts';
import type { Letterhead } from '../../../domain/report/letterhead.ts';
import type { ReportWords } from '../../../domain/report/report.ts';
import { looksLikePersonalData } from '../../../domain/text.ts';
import { labels } from '../../labels/labels.ts';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { DateInput, TextArea, TextInput } from '../../ui/text-input.tsx';
import { Fold } from './fold.tsx';

const WORDS = ['strengths', 'limits', 'next', 'proposals'] as const satisfies readonly (keyof ReportWords)[];
const LINES = ['parentBody', 'agency', 'agencyInText', 'symbol', 'place'] as const satisfies readonly (keyof Letterhead)[];
const BLOCKS = ['signer', 'recipients'] as const satisfies readonly (keyof Letterhead)[];

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

/** What the office sets once. */
export function LetterheadFields(props: {
  letterhead: Letterhead;
  signedOn: Day | null;
  onChange: (part: Partial<Letterhead>) => void;
  onSigned: (day: Day | null) => void;
}) {
  const words = () => labels().tallies.report;
  return (
    <Fold title={words().letterheadTitle} note={words().letterheadNote}>
      <For each={LINES}>
        {(key) => (
          <Field id={`report-${key}`} label={words()[key]}>
            <TextInput id={`report-${key}`} value={props.letterhead[key]} onInput={(text) => props.onChange({ [key]: text })} />
          </Field>
        )}
      </For>
      <Field id="report-signedOn" label={words().signedOn} hint={words().signedOnHint}>
        <DateInput
          id="report-signedOn"
          value={props.signedOn ?? ''}
          onInput={(text) => {
            const parsed = Day.safeParse(text);
            props.onSigned(parsed.success ? parsed.data : null);
          }}
        />
      </Field>
      <For each={BLOCKS}>
        {(key) => (
          <Field id={`report-${key}`} label={words()[key]} hint={words().oneALine}>
            <TextArea id={`report-${key}`} value={props.letterhead[key]} onInput={(text) => props.onChange({ [key]: text })} />
          </Field>
        )}
      </For>
    </Fold>
  );
}
