import { useNavigate } from '@solidjs/router';
import { createSignal, For, Show } from 'solid-js';
import { factorDaysLeft } from '../../../domain/factor.ts';
import type { Result } from '../../../domain/result.ts';
import type { Factor } from '../../../protocol/account.ts';
import { READ_FACTORS, REMOVE_FACTOR, RENEW_RECOVERY } from '../../../protocol/endpoints/factors.ts';
import type { Factors } from '../../../protocol/factor.ts';
import { ME_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { DOT, formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createFetched } from '../../office/create-fetched.ts';
import { Enrol } from '../../office/factor/enrol.tsx';
import { RecoveryCodesOnce } from '../../office/factor/recovery-codes.tsx';
import { OfficeDialog } from '../../office/office-form.tsx';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import { lookOf, TroubleNotice } from '../../office/trouble-notice.tsx';
import { ask } from '../../ui/ask.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import '../../ui/lazy.css';

const refusal = (error: OfficeError): string => troubleText(error, { unreached: labels().factor.needSignal });

/** One way to answer: its name, when it was made and last used. */
function FactorRow(props: { factor: Factor; isLast: boolean; onRemove: () => void }) {
  const app = useApp();
  const words = () => labels().factor;
  const facts = (): string => {
    const { kind, createdAt, usedAt } = props.factor;
    const used = usedAt === undefined ? words().neverUsed : words().usedOn(formatTime(usedAt, app.now()));
    return [words().kinds[kind], words().madeOn(formatTime(createdAt, app.now())), used].join(DOT);
  };
  return (
    <li class="pad row row-top">
      <div class="grow">
        <p>
          <b>{props.factor.name}</b>
        </p>
        <p class="meta">{facts()}</p>
      </div>
      <Show when={!props.isLast}>
        <Key kind="ask" label={words().removeNamed(props.factor.name)} onPress={() => props.onRemove()}>
          {words().remove}
        </Key>
      </Show>
    </li>
  );
}

function Ways(props: { state: Factors; onRemove: (factor: Factor) => void; onAdd: () => void; onRenew: () => void }) {
  const app = useApp();
  const words = () => labels().factor;
  return (
    <>
      <Show when={props.state.dueAt}>
        {(dueAt) => (
          <Notice level="warn" icon="lock">
            <p>
              <b>{words().reminder.title(factorDaysLeft(Date.parse(dueAt()), app.now()))}</b>
            </p>
            <p>{words().reminder.text}</p>
          </Notice>
        )}
      </Show>
      <Sheet>
        <SheetHead barred>{words().list}</SheetHead>
        <ul class="rows">
          <For each={props.state.factors} fallback={<li class="pad meta">{words().none}</li>}>
            {(factor) => <FactorRow factor={factor} isLast={props.state.factors.length === 1} onRemove={() => props.onRemove(factor)} />}
          </For>
        </ul>
        <Show when={props.state.factors.length === 1}>
          <p class="pad meta">{words().lastStays}</p>
        </Show>
      </Sheet>
      <Key kind={props.state.factors.length === 0 ? 'main' : undefined} icon="plus" onPress={() => props.onAdd()}>
        {props.state.factors.length === 0 ? words().add : words().addAnother}
      </Key>
      <Show when={props.state.factors.length > 0}>
        <Sheet pad>
          <SheetHead note={words().recoveryLeft(formatNumber(props.state.recoveryLeft))}>{words().recovery}</SheetHead>
          <div class="stack-tight">
            <p>{words().recoveryText}</p>
            <div class="row">
              <Key onPress={() => props.onRenew()}>{words().renew}</Key>
            </div>
          </div>
        </Sheet>
      </Show>
    </>
  );
}

/** Second factors of the person: what there is of them, new ones, and codes for the day they are lost. */
export function SecurityScreen() {
  const navigate = useNavigate();
  const words = () => labels().factor;
  const { value, trouble, again } = createFetched(
    () => 'factors',
    () => askOffice(READ_FACTORS),
    { stays: () => true },
  );
  const [adding, setAdding] = createSignal(false);
  const [codes, setCodes] = createSignal<readonly string[]>();
  const isSure = (title: string, text: string, confirm: string): Promise<boolean> =>
    ask({ title, text, confirm, cancel: labels().common.cancel, danger: true });
  function told<T>(done: Result<T, OfficeError>, text: string | undefined): T | undefined {
    if (!done.ok) showSnack({ text: refusal(done.error), level: 'error' });
    else if (text !== undefined) showSnack({ text });
    again();
    return done.ok ? done.value : undefined;
  }
  const remove = async ({ id, name }: Factor): Promise<void> => {
    if (!(await isSure(words().removeTitle(name), words().removeText, words().remove))) return;
    told(await askOffice(REMOVE_FACTOR, { params: { id } }), words().removed);
  };
  const renew = async (): Promise<void> => {
    if (!(await isSure(words().renewTitle, words().renewText, words().renew))) return;
    const made = told(await askOffice(RENEW_RECOVERY), undefined);
    if (made) setCodes(made.recovery);
  };
  const closeAdding = (): void => {
    setAdding(false);
    again();
  };
  return (
    <Screen wide="columns" title={words().title} back={() => navigate(ME_SCREEN)} backLabel={labels().common.back}>
      <p>{words().lead}</p>
      <Show when={trouble()}>{(found) => <TroubleNotice {...lookOf(found().kind)} text={refusal(found().error)} onAgain={again} />}</Show>
      <Show
        when={value()}
        fallback={
          <Show when={!trouble()}>
            <Loading label={labels().common.loading} />
          </Show>
        }
      >
        {(state) => (
          <Show when={!state().demonstration} fallback={<Notice level="info">{words().demonstration}</Notice>}>
            <Ways state={state()} onRemove={(factor) => void remove(factor)} onAdd={() => setAdding(true)} onRenew={() => void renew()} />
          </Show>
        )}
      </Show>
      <OfficeDialog open={adding()} onClose={closeAdding}>
        {(titleId) => (
          <Enrol
            titleId={titleId}
            askOffice={askOffice}
            passkeys={value()?.passkeys === true}
            first={value()?.factors.length === 0}
            onAdded={() => showSnack({ text: words().enrol.done })}
            onDone={closeAdding}
            onClose={closeAdding}
          />
        )}
      </OfficeDialog>
      <OfficeDialog open={codes() !== undefined} onClose={() => setCodes(undefined)}>
        {(titleId) => (
          <div class="ask-in">
            <RecoveryCodesOnce codes={codes() ?? []} titleId={titleId} onDone={() => setCodes(undefined)} />
          </div>
        )}
      </OfficeDialog>
    </Screen>
  );
}
