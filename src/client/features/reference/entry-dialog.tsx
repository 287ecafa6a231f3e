import { createEffect, createUniqueId, Match, on, Show, Switch } from 'solid-js';
import { type Entry, type EntryKind, entriesOf } from '../../../domain/reference-changes.ts';
import { useApp } from '../../app-context.ts';
import { createModal } from '../../ui/modal.ts';
import { AliasesForm } from './aliases-form.tsx';
import type { Doing } from './doing.ts';
import { EndForm } from './end-form.tsx';
import { EntryFacts } from './entry-facts.tsx';
import { EntryForm } from './entry-form.tsx';
import type { FormKind } from './form-values.ts';
import { PasteForm } from './paste-form.tsx';
import { SettingsForm } from './settings-form.tsx';

const FORMS: readonly string[] = ['add', 'rename', 'split', 'merge'] satisfies FormKind[];

/** One entry: its facts, what can be done to it, and the form of that. */
export function EntryDialog(props: { kind: EntryKind; doing: Doing | undefined; onDo: (doing: Doing | undefined) => void }) {
  const app = useApp();
  const titleId = createUniqueId();
  const close = (): void => props.onDo(undefined);
  const setDialog = createModal(() => props.doing !== undefined, close);
  let element: HTMLDialogElement | undefined;
  // What is pressed goes with its page: the next one is begun at its head, by eye and by ear.
  createEffect(
    on(
      () => props.doing?.what,
      (what) => {
        if (what === undefined) return;
        element?.scrollTo(0, 0);
        element?.querySelector('h2')?.focus({ preventScroll: true });
      },
    ),
  );
  const entry = (): Entry | undefined => {
    const { doing } = props;
    return doing && 'id' in doing ? entriesOf(app.reference(), props.kind).find((candidate) => candidate.id === doing.id) : undefined;
  };
  const form = (): FormKind | undefined => {
    const what = props.doing?.what;
    return what !== undefined && FORMS.includes(what) ? (what as FormKind) : undefined;
  };
  return (
    <dialog
      class="dialog office-dialog reference-dialog"
      aria-labelledby={titleId}
      ref={(dialog) => {
        element = dialog;
        setDialog(dialog);
      }}
    >
      <Switch>
        <Match when={props.doing?.what === 'paste'}>
          <PasteForm kind={props.kind} titleId={titleId} onClose={close} />
        </Match>
        <Match when={props.doing?.what === 'settings'}>
          <SettingsForm titleId={titleId} onClose={close} />
        </Match>
        <Match when={form()} keyed>
          {(what) => <EntryForm kind={props.kind} what={what} entry={entry()} titleId={titleId} onClose={close} />}
        </Match>
        <Match when={props.doing?.what === 'end' && entry()?.id} keyed>
          <Show when={entry()}>{(entry) => <EndForm kind={props.kind} entry={entry()} titleId={titleId} onClose={close} />}</Show>
        </Match>
        <Match when={props.doing?.what === 'aliases' && entry()?.id} keyed>
          <Show when={entry()}>{(entry) => <AliasesForm kind={props.kind} entry={entry()} titleId={titleId} onClose={close} />}</Show>
        </Match>
        <Match when={props.doing?.what === 'look' && entry()}>
          {(entry) => <EntryFacts kind={props.kind} entry={entry()} titleId={titleId} onClose={close} onDo={props.onDo} />}
        </Match>
      </Switch>
    </dialog>
  );
}
