import { createSignal, createUniqueId, type JSX, onMount, Show } from 'solid-js';
import { render } from 'solid-js/web';
import type { Result } from '../../../domain/result.ts';
import type { SignedIn } from '../../../protocol/account.ts';
import { ANSWER_FACTOR, ANSWER_SIGN_IN, READ_FACTOR_WAYS, READ_FACTORS, READ_SIGN_IN_WAYS } from '../../../protocol/endpoints/factors.ts';
import { labels } from '../../labels/labels.ts';
import { Loading } from '../../ui/loading.tsx';
import { createFetched } from '../create-fetched.ts';
import type { AskOffice } from '../question.ts';
import { type OfficeError, troubleText } from '../trouble.ts';
import { lookOf, TroubleNotice } from '../trouble-notice.tsx';
import { AnswerForm } from './answer-form.tsx';
import { Enrol } from './enrol.tsx';
import '../office-form.css';
import '../../ui/lazy.css';

/**
 * Stands above whatever is on the screen, also above another dialog, and belongs to no screen: what was asked, and what was typed for
 * it, waits behind it.
 */
function Above(props: { onClose: () => void; children: (titleId: string) => JSX.Element }) {
  const id = createUniqueId();
  let dialog: HTMLDialogElement | undefined;
  onMount(() => dialog?.showModal());
  return (
    <dialog
      class="dialog office-dialog"
      aria-labelledby={id}
      ref={dialog}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      {props.children(id)}
    </dialog>
  );
}

/** Shows a dialog until it is closed with a value; undefined where the person leaves it. */
function showAbove<T>(content: (titleId: string, close: (value?: T) => void) => JSX.Element): Promise<T | undefined> {
  return new Promise((resolve) => {
    const before = document.activeElement;
    const place = document.body.appendChild(document.createElement('div'));
    const close = (value?: T): void => {
      dispose();
      place.remove();
      if (before instanceof HTMLElement) before.focus();
      resolve(value);
    };
    const dispose = render(() => <Above onClose={() => close()}>{(id) => content(id, close)}</Above>, place);
  });
}

function EnrolInPlace(props: { titleId: string; askOffice: AskOffice; onDone: () => void; onClose: () => void }) {
  const [isAdded, setAdded] = createSignal(false);
  const factors = createFetched(
    () => 'factors',
    () => props.askOffice(READ_FACTORS),
  );
  return (
    <Show
      when={factors.value()}
      fallback={
        <div class="ask-in">
          <h2 class="title" id={props.titleId}>
            {labels().factor.enrol.title}
          </h2>
          <Show when={factors.trouble()} fallback={<Loading label={labels().common.loading} />}>
            {(trouble) => (
              <TroubleNotice
                {...lookOf(trouble().kind)}
                text={troubleText(trouble().error, { unreached: labels().factor.needSignal })}
                onAgain={factors.again}
              />
            )}
          </Show>
        </div>
      }
    >
      {(state) => (
        <Enrol
          titleId={props.titleId}
          askOffice={props.askOffice}
          lead={labels().factor.enrol.must}
          passkeys={state().passkeys}
          first={state().factors.length === 0}
          onAdded={() => setAdded(true)}
          onDone={props.onDone}
          onClose={() => (isAdded() ? props.onDone() : props.onClose())}
        />
      )}
    </Show>
  );
}

let shown: Promise<boolean> | undefined;

/** Asks for the second answer, or for a factor to give it with; false where the person leaves it. Several requests ask once. */
export function stepUp(askOffice: AskOffice, wanted: 'answer' | 'enrol'): Promise<boolean> {
  shown ??= showAbove<true>((titleId, close) => (
    <Show
      when={wanted === 'answer'}
      fallback={<EnrolInPlace titleId={titleId} askOffice={askOffice} onDone={() => close(true)} onClose={() => close()} />}
    >
      <AnswerForm
        titleId={titleId}
        lead={labels().factor.answer.again}
        readWays={() => askOffice(READ_FACTOR_WAYS)}
        give={(body) => askOffice(ANSWER_FACTOR, { body })}
        onDone={() => close(true)}
        onClose={() => close()}
      />
    </Show>
  ))
    .then((done) => done === true)
    .finally(() => {
      shown = undefined;
    });
  return shown;
}

/** After the right password: the answer that ends the sign-in. Undefined where the person leaves it. */
export async function answerSignIn(askOffice: AskOffice): Promise<Result<SignedIn, OfficeError> | undefined> {
  const value = await showAbove<SignedIn>((titleId, close) => (
    <AnswerForm
      titleId={titleId}
      lead={labels().factor.answer.signIn}
      readWays={() => askOffice(READ_SIGN_IN_WAYS)}
      give={(body) => askOffice(ANSWER_SIGN_IN, { body })}
      onDone={close}
      onClose={() => close()}
    />
  ));
  return value && { ok: true, value };
}
