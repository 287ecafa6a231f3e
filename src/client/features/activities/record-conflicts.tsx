import { createMemo, For } from 'solid-js';
import { parseContent } from '../../../domain/activity.ts';
import type { AccountId } from '../../../domain/ids.ts';
import { applyPatch } from '../../../domain/patch.ts';
import type { FieldConflict } from '../../../protocol/sync.ts';
import { useApp } from '../../app-context.ts';
import { fieldText } from '../../labels/field-text.ts';
import { fieldWords } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { ActivityRow } from '../../store/db.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readEntries } from '../../store/records/outbox.ts';
import { recordActivity } from '../../store/records/record-activity.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { mayEdit } from './may.ts';
import { isStruck } from './record-state.tsx';

/** Long texts do not fit into a key. */
const MOST_LETTERS_IN_KEY = 16;

/** Two people answered a field differently: both answers stay readable, and one tap settles it. */
export function RecordConflicts(props: { row: ActivityRow }) {
  const app = useApp();
  const waiting = createLiveQuery(() => readEntries(app.db, props.row.id));
  // What is settled here waits to be sent: it need not be asked again.
  const settled = createMemo(() => new Set((waiting() ?? []).flatMap((entry) => Object.keys(entry.mutation.patch))));
  const open = () => (isStruck(props.row) ? [] : (props.row.conflicts ?? []).filter((one) => !settled().has(one.field)));
  return <For each={open()}>{(conflict) => <Conflict row={props.row} conflict={conflict} />}</For>;
}

function Conflict(props: { row: ActivityRow; conflict: FieldConflict }) {
  const app = useApp();
  const words = () => labels().records.record;
  const text = (value: FieldConflict['kept']): string => fieldText(app.reference(), props.row.content.type, props.conflict.field, value);
  const who = (id: AccountId): string => (id === app.person.id ? words().me : (app.people().get(id)?.staffCode ?? words().someone));
  const isShort = (): boolean => [props.conflict.kept, props.conflict.lost].every((one) => text(one).length <= MOST_LETTERS_IN_KEY);
  const settle = async (value: FieldConflict['kept']): Promise<void> => {
    const { field } = props.conflict;
    const content = parseContent(applyPatch(props.row.content, { [field]: value }));
    try {
      if (!content) throw new Error(`Record ${props.row.id} takes no such ${field}`);
      const mint = { id: props.row.id, now: app.now(), newId: app.newId };
      await recordActivity(app.db, { ...mint, content, authorId: app.person.id, settles: [field] });
      app.sync.nudge();
      showSnack({ text: labels().activities.form.saved, icon: 'phone' });
    } catch {
      showSnack({ text: words().saveFailed, level: 'error' });
    }
  };
  return (
    <Notice level="warn" icon="dup">
      <b>{words().conflict(fieldWords(props.conflict.field).label)}</b>
      <p>
        {words().kept(text(props.conflict.kept), who(props.conflict.keptBy))}{' '}
        {words().lost(text(props.conflict.lost), who(props.conflict.lostBy))}
      </p>
      {mayEdit(app, props.row) && (
        <div class="row row-wrap">
          <Key grow onPress={() => void settle(props.conflict.kept)}>
            {isShort() ? words().keep(text(props.conflict.kept)) : words().keepPlain}
          </Key>
          <Key grow onPress={() => void settle(props.conflict.lost)}>
            {isShort() ? words().take(text(props.conflict.lost)) : words().takePlain}
          </Key>
        </div>
      )}
    </Notice>
  );
}
