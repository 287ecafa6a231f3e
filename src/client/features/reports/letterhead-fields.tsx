import { For, Match, Show, Switch } from 'solid-js';
import { Day } from '../../../domain/day.ts';
import type { Letterhead } from '../../../domain/report/letterhead.ts';
import { looksLikePersonalData } from '../../../domain/text.ts';
import { PLAN_SETTING_LIMITS } from '../../../protocol/endpoints/plan-settings.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { createAuthorOf } from '../../records/author.ts';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { DateInput, TextArea, TextInput } from '../../ui/text-input.tsx';
import { differingParts, LETTERHEAD_PARTS, type LetterheadSetting, type LetterheadState } from './create-letterhead.ts';
import { Fold } from './fold.tsx';

const BLOCKS: readonly (keyof Letterhead)[] = ['signer', 'recipients'];
const LINES = LETTERHEAD_PARTS.filter((part) => !BLOCKS.includes(part));

const isTooLong = (text: string): boolean => text.length > PLAN_SETTING_LIMITS.letterhead;

function issueOf(text: string) {
  const words = labels().tallies.planSettings.letterhead;
  if (isTooLong(text)) return { level: 'error', text: words.tooLong(formatNumber(PLAN_SETTING_LIMITS.letterhead)) } as const;
  return looksLikePersonalData(text) ? ({ level: 'warning', text: words.noNumbers } as const) : undefined;
}

interface LetterheadProps {
  letterhead: LetterheadState;
  signedOn: Day | null;
  onSigned: (day: Day | null) => void;
}

/** What an office sets once for its reports, what became of it, and what stood before. */
export function LetterheadFields(props: LetterheadProps) {
  const words = () => labels().tallies.report;
  const text = (key: keyof Letterhead): string => props.letterhead.value()?.[key] ?? '';
  const change = (key: keyof Letterhead, typed: string): void => props.letterhead.change({ [key]: typed });
  return (
    <>
      <LetterheadNotice letterhead={props.letterhead} />
      <Fold title={words().letterheadTitle}>
        <For each={LINES}>
          {(key) => (
            <Field id={`report-${key}`} label={words()[key]} issue={issueOf(text(key))}>
              <TextInput id={`report-${key}`} value={text(key)} onInput={(typed) => change(key, typed)} />
            </Field>
          )}
        </For>
        <Field id="report-signedOn" label={words().signedOn} hint={words().signedOnHint}>
          <DateInput
            id="report-signedOn"
            value={props.signedOn ?? ''}
            onInput={(typed) => {
              const parsed = Day.safeParse(typed);
              props.onSigned(parsed.success ? parsed.data : null);
            }}
          />
        </Field>
        <For each={BLOCKS}>
          {(key) => (
            <Field id={`report-${key}`} label={words()[key]} hint={words().oneALine} issue={issueOf(text(key))}>
              <TextArea id={`report-${key}`} value={text(key)} onInput={(typed) => change(key, typed)} />
            </Field>
          )}
        </For>
        <LetterheadFoot letterhead={props.letterhead} />
      </Fold>
    </>
  );
}

/** What a person must know before the paper goes out, whether they look at the fields or not. */
function LetterheadNotice(props: { letterhead: LetterheadState }) {
  const words = () => labels().tallies.planSettings.letterhead;
  const said = createSaid();
  const refused = () => {
    const waiting = props.letterhead.waiting();
    return waiting?.refused && { ...waiting, refused: waiting.refused };
  };
  return (
    <Switch>
      <Match when={refused()}>
        {(waiting) => (
          <Notice level="err" live>
            <p>
              <b>{words().refused}</b> {labels().domain.errors[waiting().refused]}
            </p>
            <div class="row row-wrap">
              <Key onPress={() => void props.letterhead.set(waiting().change.value)}>{words().again}</Key>
              <Key onPress={() => void props.letterhead.takeBack(waiting())}>{words().takeBack}</Key>
            </div>
          </Notice>
        )}
      </Match>
      <Match when={props.letterhead.waiting()}>
        <Notice level="info" icon="phone">
          {words().waits}
        </Notice>
      </Match>
      <Match when={props.letterhead.hasCome() && props.letterhead.office()}>
        {(office) => (
          <Notice level="warn">
            <p>
              <b>{words().hasCome}</b> {words().hasComeHint(said(office()))}
            </p>
            <TakeKey letterhead={props.letterhead} value={undefined}>
              {words().useOffice}
            </TakeKey>
          </Notice>
        )}
      </Match>
    </Switch>
  );
}

/** Whose word it is, and of when. */
function createSaid(): (setting: Pick<LetterheadSetting, 'by' | 'at'>) => string {
  const app = useApp();
  const authorOf = createAuthorOf();
  return ({ by, at }) => `${authorOf(by)}, ${formatTime(Date.parse(at), app.now())}`;
}

/** Puts another letterhead into the fields; what stood there comes back with the next press. */
function TakeKey(props: { letterhead: LetterheadState; value: Letterhead | undefined; children: string }) {
  const words = () => labels().tallies.planSettings.letterhead;
  const take = (): void => {
    const own = props.letterhead.own();
    props.letterhead.take(props.value);
    showSnack({
      text: words().taken,
      ...(own && { action: { label: labels().common.undo, onAction: () => props.letterhead.take(own) } }),
    });
  };
  return <Key onPress={take}>{props.children}</Key>;
}

/** Beneath the fields: to give what was typed to the office, and what the office had set before. */
function LetterheadFoot(props: { letterhead: LetterheadState }) {
  const words = () => labels().tallies.planSettings.letterhead;
  const said = createSaid();
  const note = (): string | undefined => {
    if (props.letterhead.own()) return props.letterhead.maySet() ? words().ownOnly : words().ownAlone;
    // That it waits is said above the fields.
    if (props.letterhead.waiting()) return undefined;
    const office = props.letterhead.office();
    return office ? words().ofOffice(said(office)) : words().proposed;
  };
  const set = async (value: Letterhead): Promise<void> => {
    const became = await props.letterhead.set(value);
    if (became === 'sent') showSnack({ text: words().sent, icon: 'tick' });
    if (became === 'waits') showSnack({ text: words().kept, note: words().waits, icon: 'phone' });
  };
  return (
    <>
      <Show when={note()}>{(text) => <p class="meta">{text()}</p>}</Show>
      <Show when={props.letterhead.own()}>
        {(own) => (
          <>
            <Show when={props.letterhead.maySet()}>
              <Key kind="main" disabled={Object.values(own()).some(isTooLong)} onPress={() => void set(own())}>
                {words().set}
              </Key>
            </Show>
            <TakeKey letterhead={props.letterhead} value={undefined}>
              {props.letterhead.office() ? words().useOffice : words().useProposed}
            </TakeKey>
          </>
        )}
      </Show>
      <Show when={props.letterhead.office()?.former}>
        {(former) => <FormerLetterhead letterhead={props.letterhead} former={former()} words={words().before(said(former()))} />}
      </Show>
    </>
  );
}

function FormerLetterhead(props: { letterhead: LetterheadState; former: NonNullable<LetterheadSetting['former']>; words: string }) {
  const parts = () => {
    const office = props.letterhead.office();
    return office ? differingParts(office.value, props.former.value) : [];
  };
  return (
    <Fold title={props.words}>
      <ul class="report-list">
        <For each={parts()}>
          {(part) => (
            <li>
              <span class="meta">{labels().tallies.report[part]}</span>
              <span class="report-former">{props.former.value[part] || labels().tallies.planSettings.letterhead.blank}</span>
            </li>
          )}
        </For>
      </ul>
      <TakeKey letterhead={props.letterhead} value={props.former.value}>
        {labels().tallies.planSettings.letterhead.useFormer}
      </TakeKey>
    </Fold>
  );
}
