import { createSignal, For, Show } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { type DueWork, mayMark } from '../../../domain/due-work.ts';
import type { PlanItem } from '../../../domain/plan.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { OfficeDialog } from '../../office/office-form.tsx';
import { Key } from '../../ui/key.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { DueWords, dueText } from './due-words.tsx';
import { MarkForm } from './mark-form.tsx';
import { createUnitNames } from './pace-words.tsx';

/** Every time the work is due and whether it is done; who may, says so. */
export function ItemWork(props: { item: PlanItem; work: readonly DueWork[] }) {
  const app = useApp();
  const words = () => labels().plans.due;
  const unitName = createUnitNames();
  const [editing, setEditing] = createSignal<DueWork>();
  const nameOf = (one: DueWork): string => {
    const due = dueText(one.due, officeDay(app.now()));
    return one.place.unitId === null ? due : `${unitName(one.place)}, ${due}`;
  };
  return (
    <>
      <Sheet>
        <SheetHead barred icon="cal">
          {words().title}
        </SheetHead>
        <ul>
          <For each={props.work}>
            {(one) => (
              <li class="work-row">
                <span class="grow">
                  <span class="work-name">{nameOf(one)}</span>
                  <DueWords state={one.state} />
                  <Show when={one.state.kind === 'done' && one.mark?.note}>{(note) => <span class="meta">{note()}</span>}</Show>
                </span>
                <Show when={mayMark(app.scope, props.item, one.place)}>
                  <Key
                    icon={one.state.kind === 'done' ? 'pen' : 'tick'}
                    label={`${one.state.kind === 'done' ? words().edit : words().mark}: ${nameOf(one)}`}
                    onPress={() => setEditing(one)}
                  >
                    {one.state.kind === 'done' ? words().edit : words().mark}
                  </Key>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Sheet>
      <OfficeDialog open={editing() !== undefined} onClose={() => setEditing(undefined)}>
        {(titleId) => (
          <Show when={editing()}>{(work) => <MarkForm work={work()} titleId={titleId} onClose={() => setEditing(undefined)} />}</Show>
        )}
      </OfficeDialog>
    </>
  );
}
