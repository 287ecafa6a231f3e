import { For, Show } from 'solid-js';
import type { Reference } from '../../../domain/reference.ts';
import { closeEntry, type EntryKind, entriesOf, type ReferenceIssue } from '../../../domain/reference-changes.ts';
import { CLOSE_REFERENCE } from '../../../protocol/endpoints/reference.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { troubleText } from '../../office/trouble.ts';
import { ask } from '../../ui/ask.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import { type KeyValue, KeyValues } from '../../ui/key-values.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { showSnack } from '../../ui/snack.tsx';
import type { Doing, FormProps } from './doing.ts';
import { entryNames, followedBy, parentEntry } from './entry-list.ts';
import { issueSentence, validityText } from './entry-words.ts';
import { sendChange } from './send-change.ts';

interface Action {
  readonly what: Extract<Doing, { id: string }>['what'] | 'reopen';
  readonly icon: IconName;
  readonly title: string;
  readonly note: string;
}

/** Why an entry cannot be opened again as things stand. */
function reopenIssue(reference: Reference, kind: EntryKind, id: string): ReferenceIssue | undefined {
  const result = closeEntry(reference, { kind, id, to: null, successorIds: [] });
  return result.ok ? undefined : result.error;
}

/** What is known of an entry, and what can be done to it from here. */
export function EntryFacts(props: FormProps & { onDo: (doing: Doing) => void }) {
  const app = useApp();
  const words = () => labels().reference;
  const all = () => entriesOf(app.reference(), props.kind);

  const facts = (): KeyValue[] => {
    const { entry } = props;
    const row = (label: string, value: string): KeyValue[] => (value === '' ? [] : [{ label, value }]);
    return [
      ...('shortName' in entry ? row(words().shortName, entry.shortName) : []),
      ...('level' in entry ? row(words().levelName, words().levels[entry.level]) : []),
      ...row(words().parent, parentEntry(entry, app.reference())?.name ?? ''),
      ...row(words().validity, validityText({ ...entry, successorIds: [] }, all()) || words().always),
      ...row(
        words().follows,
        entryNames(
          all(),
          followedBy(entry, all()).map((successor) => successor.id),
        ),
      ),
      ...row(words().followedBy, entryNames(all(), entry.successorIds)),
      ...('aliases' in entry ? row(words().aliases, entry.aliases.join('; ')) : []),
    ];
  };
  const actions = (): Action[] => {
    const text = words();
    const aliases: Action[] =
      'aliases' in props.entry ? [{ what: 'aliases', icon: 'pen', title: text.setAliases, note: text.setAliasesNote }] : [];
    if (props.entry.to)
      return [
        { what: 'reopen', icon: 'undo', title: text.reopen, note: text.reopenNote },
        { what: 'end', icon: 'cal', title: text.changeEnd, note: text.endNote },
        ...aliases,
      ];
    return [
      { what: 'rename', icon: 'repeat', title: text.rename, note: text.renameNote },
      { what: 'merge', icon: 'link', title: text.merge, note: text.mergeNote },
      { what: 'split', icon: 'copy', title: text.split, note: text.splitNote },
      ...aliases,
      { what: 'end', icon: 'lock', title: text.end, note: text.endNote },
    ];
  };

  const reopen = async (): Promise<void> => {
    const { kind, entry, onClose } = props;
    const issue = reopenIssue(app.reference(), kind, entry.id);
    if (issue) {
      showSnack({ text: issueSentence(issue), level: 'error' });
      return;
    }
    const question = { title: words().titles.reopen(entry.name), text: words().reopenText(entryNames(all(), entry.successorIds)) };
    if (!(await ask({ ...question, confirm: words().reopen, cancel: labels().common.cancel }))) return;
    const body = { kind, id: entry.id, to: null, successorIds: [] };
    const answer = await sendChange(app, () => askOffice(CLOSE_REFERENCE, { body }));
    if (!answer.ok) return showSnack({ text: troubleText(answer.error, { unreached: words().offlinePress }), level: 'error' });
    showSnack({ text: words().saved, note: words().savedNote });
    onClose();
  };
  const press = ({ what }: Action): void => {
    if (what === 'reopen') void reopen();
    else props.onDo({ what, id: props.entry.id });
  };
  return (
    <div class="ask-in">
      <h2 class="title" id={props.titleId} tabindex="-1">
        {props.entry.name}
      </h2>
      <KeyValues rows={facts()} />
      <Show when={app.scope.managesReference}>
        <ul class="reference-actions" aria-label={words().actions}>
          <For each={actions()}>
            {(action) => (
              <li>
                <LinkRow icon={action.icon} title={action.title} note={action.note} onPress={() => press(action)} />
              </li>
            )}
          </For>
        </ul>
      </Show>
      <div class="row">
        <Key grow onPress={() => props.onClose()}>
          {labels().common.done}
        </Key>
      </div>
    </div>
  );
}
