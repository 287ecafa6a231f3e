import { For, Show } from 'solid-js';
import type { AccountId } from '../../domain/ids.ts';
import type { FieldConflict } from '../../protocol/server-activity.ts';
import { useApp } from '../app-context.ts';
import { fieldWords } from '../labels/format.ts';
import { labels } from '../labels/labels.ts';
import { Key } from '../ui/key.tsx';
import { Notice } from '../ui/notice.tsx';
import { createAuthorOf } from './author.ts';
import { fieldText } from './field-words.ts';
import { isStruck, type ShownRecord } from './shown-record.ts';

export interface RecordConflictsProps {
  record: ShownRecord;
  /** Fields whose answer waits to be sent: they need not be asked again. */
  settled?: ReadonlySet<string> | undefined;
  /** Only for whoever may say which answer counts. */
  onSettle?: ((field: string, value: FieldConflict['kept']) => void) | undefined;
}

/** Two people answered a field differently: both answers stay readable, and one tap settles it. */
export function RecordConflicts(props: RecordConflictsProps) {
  const open = () =>
    isStruck(props.record) ? [] : (props.record.conflicts ?? []).filter((conflict) => !props.settled?.has(conflict.field));
  return (
    <For each={open()}>{(conflict) => <Conflict type={props.record.content.type} conflict={conflict} onSettle={props.onSettle} />}</For>
  );
}

/** Long texts do not fit into a key. */
const MOST_LETTERS_IN_KEY = 16;

function Conflict(props: { type: string; conflict: FieldConflict; onSettle: RecordConflictsProps['onSettle'] }) {
  const app = useApp();
  const authorOf = createAuthorOf();
  const words = () => labels().records.record;
  const text = (value: FieldConflict['kept']): string =>
    fieldText({ ...app.reference(), plans: app.plans() }, props.type, props.conflict.field, value);
  const who = (id: AccountId): string => (id === app.person.id ? words().me : authorOf(id));
  const isShort = (): boolean => [props.conflict.kept, props.conflict.lost].every((value) => text(value).length <= MOST_LETTERS_IN_KEY);
  return (
    <Notice level="warn" icon="dup">
      <b>{words().conflict(fieldWords(props.conflict.field).label)}</b>
      <p>
        {words().kept(text(props.conflict.kept), who(props.conflict.keptBy))}{' '}
        {words().lost(text(props.conflict.lost), who(props.conflict.lostBy))}
      </p>
      <Show when={props.onSettle}>
        {(settle) => (
          <div class="row row-wrap">
            <Key grow onPress={() => settle()(props.conflict.field, props.conflict.kept)}>
              {isShort() ? words().keep(text(props.conflict.kept)) : words().keepPlain}
            </Key>
            <Key grow onPress={() => settle()(props.conflict.field, props.conflict.lost)}>
              {isShort() ? words().take(text(props.conflict.lost)) : words().takePlain}
            </Key>
          </div>
        )}
      </Show>
    </Notice>
  );
}
