import { createEffect, createSignal, For, Show, Suspense } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { type DueWork, mayMark } from '../../../domain/due-work.ts';
import type { PlanItem } from '../../../domain/plan.ts';
import { useApp } from '../../app-context.ts';
import { labels, withWords } from '../../labels/labels.ts';
import { OfficeDialog } from '../../office/office-form.tsx';
import { Key } from '../../ui/key.tsx';
import { lazyPiece } from '../../ui/lazy-piece.ts';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { DueWords, dueText } from './due-words.tsx';
import { createTargetUnitNames } from './pace-words.tsx';

const MarkForm = lazyPiece(
  () => withWords(['plans', 'refusals'], import('./mark-form.lazy.tsx')),
  (m) => m.MarkForm,
);

/** Every time the work is due and whether it is done; who may, says so. */
export function ItemWork(props: { item: PlanItem; work: readonly DueWork[] }) {
  const app = useApp();
  const words = () => labels().plans.due;
  const unitName = createTargetUnitNames();
  const [editing, setEditing] = createSignal<DueWork>();
  const nameOf = (work: DueWork): string => {
    const due = dueText(work.due, officeDay(app.now()));
    return work.place.unitId === null ? due : `${unitName(work.place)}, ${due}`;
  };
  const mayMarkAny = (): boolean => props.work.some((work) => mayMark(app.scope, props.item, work.place));
  createEffect(() => {
    // A form that is there when its dialog opens gets the focus.
    if (mayMarkAny()) void MarkForm.preload();
  });
  return (
    <>
      <Sheet>
        <SheetHead barred icon="cal">
          {words().title}
        </SheetHead>
        <ul>
          <For each={props.work}>
            {(work) => (
              <li class="work-row">
                <span class="grow">
                  <span class="work-name">{nameOf(work)}</span>
                  <DueWords state={work.state} />
                  <Show when={work.state.kind === 'done' && work.mark?.note}>{(note) => <span class="meta">{note()}</span>}</Show>
                </span>
                <Show when={mayMark(app.scope, props.item, work.place)}>
                  <Key
                    icon={work.state.kind === 'done' ? 'pen' : 'tick'}
                    label={`${work.state.kind === 'done' ? words().edit : words().mark}: ${nameOf(work)}`}
                    onPress={() => setEditing(work)}
                  >
                    {work.state.kind === 'done' ? words().edit : words().mark}
                  </Key>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Sheet>
      <OfficeDialog open={editing() !== undefined} onClose={() => setEditing(undefined)}>
        {(titleId) => (
          <Show when={editing()}>
            {(work) => (
              <Suspense>
                <MarkForm work={work()} titleId={titleId} onClose={() => setEditing(undefined)} />
              </Suspense>
            )}
          </Show>
        )}
      </OfficeDialog>
    </>
  );
}
