import { createMemo, createSignal, For, Show } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { offeredOn } from '../../../domain/reference.ts';
import { type Account, type CODE_HOURS, MAX_ACCOUNTS, type NewAccountResponse } from '../../../protocol/account.ts';
import { ADD_ACCOUNTS } from '../../../protocol/endpoints/accounts.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createSending } from '../../office/create-sending.ts';
import { OfficeForm } from '../../office/office-form.tsx';
import { RestoredNotice } from '../../office/restored-notice.tsx';
import type { OfficeError } from '../../office/trouble.ts';
import { createSavedInput } from '../../saved-input.ts';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-input.tsx';
import { type PastedPerson, readPastedPeople } from './pasted-people.ts';
import { createUnitNames } from './unit-names.ts';

interface Props {
  accounts: readonly Account[];
  /** How long the codes are good. */
  hours: (typeof CODE_HOURS)[number];
  titleId: string;
  onClose: () => void;
  onMade: (codes: readonly NewAccountResponse[]) => void;
  refusal: (error: OfficeError) => string;
}

/** The people of an office out of a spreadsheet; each gets a code, to be printed. */
export function PastePeople(props: Props) {
  const app = useApp();
  const words = () => labels().accounts.paste;
  const unitNames = createUnitNames();
  // A long list is not lost to one press beside the dialog, nor to an app that locks itself.
  const saved = createSavedInput(['people'], { text: '' });
  const text = (): string => saved.values().text;
  const [tried, setTried] = createSignal(false);
  const sending = createSending((error: OfficeError) => props.refusal(error));
  const people = createMemo(() =>
    readPastedPeople(text(), {
      units: offeredOn(app.reference().units, officeDay(app.now())),
      codes: props.accounts.map((account) => account.person.staffCode),
      roleLabels: labels().domain.roles,
    }),
  );
  const made = () => people().flatMap(({ account }) => account ?? []);
  const wrong = (): number => people().filter((person) => person.issue).length;
  const issue = (): FieldIssue | undefined => {
    if (!tried() || (wrong() === 0 && made().length > 0)) return undefined;
    return { level: 'error', text: wrong() > 0 ? words().wrong(formatNumber(wrong())) : words().nothing };
  };
  const facts = ({ account }: PastedPerson): string =>
    account ? [account.name ?? '', labels().domain.roles[account.role], ...unitNames(account.unitIds)].filter(Boolean).join(DOT) : '';
  const submit = async (): Promise<void> => {
    setTried(true);
    sending.forget();
    if (issue()) return;
    const answer = await sending.send(() => askOffice(ADD_ACCOUNTS, { query: { hours: props.hours }, body: { accounts: made() } }));
    if (!answer) return;
    saved.drop();
    props.onMade(answer.codes);
  };
  return (
    <OfficeForm
      titleId={props.titleId}
      title={words().title}
      submit={words().submit(formatNumber(made().length))}
      sending={sending}
      onSubmit={() => void submit()}
      onClose={props.onClose}
    >
      <RestoredNotice saved={saved} />
      <Field id="people-list" label={words().list} help={words().help} issue={issue()}>
        <TextArea id="people-list" rows={8} value={text()} invalid={issue() !== undefined} onInput={(text) => saved.set({ text })} />
      </Field>
      <Show when={people().length > 0}>
        <p role="status">
          <b>
            {words().lines(formatNumber(made().length))}
            <Show when={wrong() > 0}>
              {DOT}
              {words().wrong(formatNumber(wrong()))}
            </Show>
          </b>
        </p>
        <ul class="admin-lines">
          <For each={people()}>
            {(person) => (
              <li classList={{ 'admin-wrong': person.issue !== undefined }}>
                <b class="figure">{person.staffCode || words().line(formatNumber(person.line))}</b>
                <span>
                  <span class="meta">{facts(person)}</span>
                  <Show when={person.issue}>
                    {(code) => (
                      <span class="admin-issue">
                        {words().issues[code()](code() === 'tooMany' ? formatNumber(MAX_ACCOUNTS) : (person.about ?? ''))}
                      </span>
                    )}
                  </Show>
                </span>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </OfficeForm>
  );
}
