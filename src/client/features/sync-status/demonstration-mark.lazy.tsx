import { createSignal, onCleanup, Show, Suspense, useContext } from 'solid-js';
import { AppContext } from '../../app-context.ts';
import { labels, withWords } from '../../labels/labels.ts';
import { lazyPiece } from '../../ui/lazy-piece.ts';
import './demonstration.css';

const ClearDialog = lazyPiece(
  () => withWords(['account', 'refusals'], import('./clear-dialog.lazy.tsx')),
  (m) => m.ClearDialog,
);

/** Says on every screen, and on paper, that its figures are made up; who may end that finds the key here. */
export function DemonstrationMark() {
  const app = useContext(AppContext);
  const words = () => labels().account.demonstration;
  const [isOpen, setIsOpen] = createSignal(false);
  const mark = (
    <aside class="demo" aria-label={words().name}>
      <p class="grow">
        <b>{words().name}</b> <span class="demo-more">{words().text}</span>
      </p>
      <Show when={app?.scope.managesPlans ? app : undefined}>
        {(here) => (
          <>
            <button type="button" class="demo-key" onClick={() => setIsOpen(true)}>
              {words().clear}
            </button>
            <Suspense>
              <ClearDialog app={here()} open={isOpen()} onClose={() => setIsOpen(false)} />
            </Suspense>
          </>
        )}
      </Show>
    </aside>
  ) as HTMLElement;
  // Before whatever screen there is, and not within one.
  document.body.prepend(mark);
  onCleanup(() => mark.remove());
  return null;
}
