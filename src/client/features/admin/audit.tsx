import { useNavigate } from '@solidjs/router';
import { createSignal, For, Match, Show, Switch } from 'solid-js';
import { AUDIT_KINDS, type AuditKind } from '../../../domain/audit.ts';
import type { AccountId } from '../../../domain/ids.ts';
import type { ReplyOf } from '../../../protocol/endpoint.ts';
import { LIST_ACCOUNTS } from '../../../protocol/endpoints/accounts.ts';
import { LIST_AUDIT } from '../../../protocol/endpoints/audit.ts';
import { ACCOUNTS_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched, type Fetched } from '../../office/create-fetched.ts';
import { createPages } from '../../office/create-pages.ts';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import { lookOf, TroubleNotice } from '../../office/trouble-notice.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Field } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { goBack } from '../../way-back.ts';
import { factsOf, whatOf } from './audit-words.ts';
import { createUnitName } from './unit-names.ts';
import '../../ui/select.css';
import '../../ui/lazy.css';

type Page = ReplyOf<typeof LIST_AUDIT>;

const sentence = (error: OfficeError): string =>
  troubleText(error, { unreached: labels().audit.needSignal, withheld: labels().audit.forbidden });

/** One line of a list that is chosen from; the first stands for all. */
function Choice(props: {
  id: string;
  label: string;
  all: string;
  options: readonly { readonly value: string; readonly label: string }[];
  onChoose: (value: string | undefined) => void;
}) {
  return (
    <Field id={props.id} label={props.label}>
      <select id={props.id} class="select" onChange={(event) => props.onChoose(event.currentTarget.value || undefined)}>
        <option value="">{props.all}</option>
        <For each={props.options}>{({ value, label }) => <option value={value}>{label}</option>}</For>
      </select>
    </Field>
  );
}

/** What follows the entries on screen: more of them, none at all, or why they do not come. */
function Foot(props: { last: Fetched<Page>; shown: number; onNext: () => void }) {
  const words = () => labels().audit;
  return (
    <Switch>
      <Match when={props.last.kind === 'loading'}>
        <Loading label={words().loading} />
      </Match>
      <Match when={props.last.kind === 'ready' && props.last.value.more}>
        <Key onPress={() => props.onNext()}>{words().more}</Key>
      </Match>
      <Match when={props.last.kind === 'ready' && props.shown === 0}>
        <Empty title={words().none}>
          <p>{words().noneHint}</p>
        </Empty>
      </Match>
      <Match when={'error' in props.last && props.last}>
        {(why) => <TroubleNotice {...lookOf(why().kind)} text={sentence(why().error)} onAgain={() => props.onNext()} />}
      </Match>
    </Switch>
  );
}

/** What was done in the office, the newest first: for administrators, who may ask for one kind of act or one person. */
export function AuditScreen() {
  const app = useApp();
  const navigate = useNavigate();
  const words = () => labels().audit;
  const [kind, setKind] = createSignal<AuditKind>();
  const [personId, setPersonId] = createSignal<AccountId>();
  const { list, next } = createPages(
    () => ({ kind: kind(), personId: personId() }),
    (asked, before: Page | undefined) =>
      askOffice(LIST_AUDIT, { query: { ...asked, before: before && String(before.entries.at(-1)?.no) } }),
  );
  const people = createFetched(
    () => 'all',
    () => askOffice(LIST_ACCOUNTS),
  );
  const entries = () => list().pages.flatMap((page) => page.entries);
  const unitName = createUnitName();
  return (
    <Screen wide title={words().title} back={() => goBack(navigate, ACCOUNTS_SCREEN)} backLabel={labels().common.back}>
      <p>{words().lead}</p>
      <Sheet pad>
        <div class="stack">
          <Choice
            id="audit-kind"
            label={words().kind}
            all={words().allKinds}
            options={AUDIT_KINDS.map((value) => ({ value, label: words().kinds[value] }))}
            onChoose={(value) => setKind(value as AuditKind | undefined)}
          />
          <Choice
            id="audit-person"
            label={words().person}
            all={words().allPeople}
            options={(people.value()?.accounts ?? []).map(({ person, name }) => ({
              value: person.id,
              label: [person.staffCode, ...(name === undefined ? [] : [name])].join(' '),
            }))}
            onChoose={(value) => setPersonId(value as AccountId | undefined)}
          />
        </div>
      </Sheet>
      <Show when={entries().length > 0}>
        <Sheet label={words().entries}>
          <ul class="rows">
            <For each={entries()}>
              {(entry) => (
                <li class="pad stack-tight">
                  <p>
                    <b>{whatOf(entry)}</b>
                  </p>
                  <p class="meta">{factsOf(entry, app.now(), unitName)}</p>
                </li>
              )}
            </For>
          </ul>
        </Sheet>
      </Show>
      <Foot last={list().last} shown={entries().length} onNext={next} />
    </Screen>
  );
}
