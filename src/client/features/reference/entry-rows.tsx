import { For } from 'solid-js';
import type { Entry, EntryKind } from '../../../domain/reference-changes.ts';
import { useApp } from '../../app-context.ts';
import { LinkRow } from '../../ui/link-row.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { noteOf } from './entry-words.ts';

export function EntryRows(props: { kind: EntryKind; entries: readonly Entry[]; label: string; onOpen: (id: string) => void }) {
  const app = useApp();
  return (
    <Sheet label={props.label}>
      <ul>
        <For each={props.entries}>
          {(entry) => (
            <li>
              <LinkRow title={entry.name} note={noteOf(entry, props.kind, app.reference())} onPress={() => props.onOpen(entry.id)} />
            </li>
          )}
        </For>
      </ul>
    </Sheet>
  );
}
