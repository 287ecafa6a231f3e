import { createSignal, createUniqueId, Show } from 'solid-js';
import { Key } from './key.tsx';
import { createModal } from './modal.ts';

export interface Confirmation {
  readonly title: string;
  /** Names what would be lost, and what stays. */
  readonly text: string;
  readonly confirm: string;
  readonly cancel: string;
  readonly danger?: boolean | undefined;
}

const [asked, setAsked] = createSignal<Confirmation & { readonly answer: (yes: boolean) => void }>();

/** Asks once and waits. False when the person closes it or another question takes its place. */
export function ask(question: Confirmation): Promise<boolean> {
  asked()?.answer(false);
  return new Promise((answer) => setAsked({ ...question, answer }));
}

/** Stands once in the shell. */
export function AskHost() {
  const id = createUniqueId();
  const answer = (yes: boolean): void => {
    asked()?.answer(yes);
    setAsked(undefined);
  };
  const setDialog = createModal(
    () => asked() !== undefined,
    () => answer(false),
  );
  return (
    <dialog class="dialog ask" aria-labelledby={id} ref={setDialog}>
      <Show when={asked()}>
        {(question) => (
          <div class="ask-in">
            <h2 class="title" id={id}>
              {question().title}
            </h2>
            <p>{question().text}</p>
            <div class="row">
              <Key grow onPress={() => answer(false)}>
                {question().cancel}
              </Key>
              <Key grow kind={question().danger ? 'ask' : 'main'} onPress={() => answer(true)}>
                {question().confirm}
              </Key>
            </div>
          </div>
        )}
      </Show>
    </dialog>
  );
}
