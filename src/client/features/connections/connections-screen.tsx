import { useNavigate } from '@solidjs/router';
import { createSignal, For, Match, onMount, Show, Switch } from 'solid-js';
import { tidyLine } from '../../../domain/text.ts';
import {
  ADD_FEED_TOKEN,
  type FeedToken,
  LIST_FEED_TOKENS,
  MAX_FEED_NAME,
  READ_FEED,
  READ_FEED_CSV,
  REVOKE_FEED_TOKEN,
} from '../../../protocol/endpoints/feed.ts';
import { BROWSE_SCREEN, ME_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { tooLong } from '../../labels/too-long.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import { RestoredNotice } from '../../office/restored-notice.tsx';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import { lookOf, RefusedNotice, TroubleNotice } from '../../office/trouble-notice.tsx';
import { createSavedInput } from '../../saved-input.ts';
import { ask } from '../../ui/ask.tsx';
import { Field, type FieldIssue } from '../../ui/field.tsx';
import { Key } from '../../ui/key.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { goBack } from '../../way-back.ts';
import { CopyKey } from './copy-key.tsx';
import '../../ui/lazy.css';
import '../../ui/copied-address.css';

const sentence = (error: OfficeError): string =>
  troubleText(error, { unreached: labels().connections.needSignal, withheld: labels().connections.forbidden });

/** A key with its secret, which nobody tells again. */
interface MadeKey {
  readonly name: string;
  readonly secret: string;
}

/** Keys with which Excel and Power BI read the records: made here, told once, and ended here. */
export function ConnectionsScreen() {
  const app = useApp();
  const navigate = useNavigate();
  const words = () => labels().connections;
  const { value, trouble, again } = createFetched(
    () => 'all',
    () => askOffice(LIST_FEED_TOKENS),
    { stays: () => true },
  );
  /** The newest first; each stays until its person has put it away, whatever is made after it. */
  const [made, setMade] = createSignal<readonly MadeKey[]>([]);
  const revoke = async (token: FeedToken): Promise<void> => {
    const isSure = await ask({
      title: words().revokeTitle(token.name),
      text: words().revokeText,
      confirm: words().revoke,
      cancel: labels().common.cancel,
      danger: true,
    });
    if (!isSure) return;
    const done = await askOffice(REVOKE_FEED_TOKEN, { params: { id: token.id } });
    showSnack(done.ok ? { text: words().revoked(token.name) } : { text: sentence(done.error), level: 'error' });
    again();
  };
  return (
    <Screen
      wide="columns"
      title={words().title}
      back={() => goBack(navigate, app.scope.records === 'all' ? BROWSE_SCREEN : ME_SCREEN)}
      backLabel={labels().common.back}
    >
      <p>{words().lead}</p>
      <For each={made()}>
        {(key) => (
          <SecretOnce name={key.name} secret={key.secret} onDone={() => setMade((keys) => keys.filter((other) => other !== key))} />
        )}
      </For>
      {/* An administrator sees no records: a key of theirs would open nothing. */}
      <Show when={app.scope.records === 'all'}>
        <NewKey
          onMade={(name, secret) => {
            setMade((keys) => [{ name, secret }, ...keys]);
            again();
          }}
        />
      </Show>
      <Switch fallback={<Loading label={labels().common.loading} />}>
        <Match when={trouble()}>{(why) => <TroubleNotice {...lookOf(why().kind)} text={sentence(why().error)} onAgain={again} />}</Match>
        <Match when={value()}>
          {(list) => (
            <Sheet label={words().keys}>
              <ul class="rows">
                <For each={list().tokens} fallback={<li class="pad">{words().none}</li>}>
                  {(token) => <KeyRow token={token} onRevoke={() => void revoke(token)} />}
                </For>
              </ul>
            </Sheet>
          )}
        </Match>
      </Switch>
      <HowTo />
    </Screen>
  );
}

function NewKey(props: { onMade: (name: string, secret: string) => void }) {
  const words = () => labels().connections;
  const saved = createSavedInput(['feedKey'], { name: '' });
  const name = (): string => saved.values().name;
  const [tried, setTried] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const [refused, setRefused] = createSignal<string>();
  const tidy = (): string => tidyLine(name());
  const issue = (): FieldIssue | undefined => {
    if (tidy() === '') return tried() ? { level: 'error', text: words().nameLacking } : undefined;
    return tooLong(tidy(), MAX_FEED_NAME);
  };
  const send = async (): Promise<void> => {
    setTried(true);
    setRefused(undefined);
    if (issue() || busy()) return;
    setBusy(true);
    const answer = await askOffice(ADD_FEED_TOKEN, { body: { name: tidy() } });
    setBusy(false);
    if (!answer.ok) return void setRefused(sentence(answer.error));
    saved.drop();
    setTried(false);
    props.onMade(answer.value.token.name, answer.value.secret);
  };
  return (
    <Sheet pad>
      <form
        class="stack-tight"
        novalidate
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <RestoredNotice saved={saved} />
        <Field id="key-name" label={words().name} help={words().nameHelp} issue={issue()}>
          <TextInput id="key-name" value={name()} onInput={(typed) => saved.set({ name: typed })} invalid={issue() !== undefined} />
        </Field>
        <RefusedNotice text={refused()} />
        <Key kind="main" type="submit" icon="plus" disabled={busy()}>
          {words().make}
        </Key>
      </form>
    </Sheet>
  );
}

/** Told this once: the office keeps no more than its hash. */
function SecretOnce(props: { name: string; secret: string; onDone: () => void }) {
  const words = () => labels().connections;
  let place: HTMLDivElement | undefined;
  onMount(() => {
    place?.focus({ preventScroll: true });
    scrollTo(0, 0);
  });
  return (
    <div tabindex="-1" ref={place}>
      <Notice level="ok" icon="lock">
        <p class="strong">{words().secretFor(props.name)}</p>
        <p class="figure one-time-code">{props.secret}</p>
        <p>{words().secretOnce}</p>
        <div class="row row-wrap">
          <CopyKey text={props.secret} word={words().copy} />
          <Key onPress={() => props.onDone()}>{words().gotIt}</Key>
        </div>
      </Notice>
    </div>
  );
}

function KeyRow(props: { token: FeedToken; onRevoke: () => void }) {
  const app = useApp();
  const words = () => labels().connections;
  const isOver = (): boolean => props.token.revokedAt !== undefined || Date.parse(props.token.expiresAt) <= app.now();
  const facts = (): string => {
    const { maker, createdAt, usedAt, revokedAt, expiresAt } = props.token;
    const time = (at: string): string => formatTime(at, app.now());
    const end =
      revokedAt === undefined
        ? isOver()
          ? words().expired(time(expiresAt))
          : words().expires(time(expiresAt))
        : words().ended(time(revokedAt));
    return [
      words().madeBy(maker.staffCode, time(createdAt)),
      usedAt === undefined ? words().neverUsed : words().used(time(usedAt)),
      end,
    ].join(DOT);
  };
  return (
    <li class="pad stack-tight">
      <div class="row row-top">
        <p class="grow strong" classList={{ struck: isOver() }}>
          {props.token.name}
        </p>
        <Show when={!isOver()}>
          <Key kind="ask" label={words().revokeLabel(props.token.name)} onPress={() => props.onRevoke()}>
            {words().revoke}
          </Key>
        </Show>
      </div>
      <p class="meta">{facts()}</p>
    </li>
  );
}

/** What to type where: the addresses are those of this very office. */
function HowTo() {
  const words = () => labels().connections;
  const address = (path: string): string => `${location.origin}${path}`;
  return (
    <Sheet pad label={words().how}>
      <SheetHead>{words().how}</SheetHead>
      <ol class="promises">
        <For each={words().steps}>{(step) => <li>{step}</li>}</For>
      </ol>
      <KeyValues
        rows={[
          { label: words().table, value: <span class="connection-address">{address(READ_FEED_CSV.path)}</span> },
          { label: words().pages, value: <span class="connection-address">{address(READ_FEED.path)}</span> },
        ]}
      />
      <div class="row row-wrap">
        <CopyKey text={address(READ_FEED_CSV.path)} word={words().copyTable} />
        <CopyKey text={address(READ_FEED.path)} word={words().copyPages} />
      </div>
      <p class="meta">{words().header}</p>
    </Sheet>
  );
}
