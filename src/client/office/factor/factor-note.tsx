import { Show, Suspense } from 'solid-js';
import { needsFactor } from '../../../domain/factor.ts';
import { useApp } from '../../app-context.ts';
import { withWords } from '../../labels/labels.ts';
import { lazyPiece } from '../../ui/lazy-piece.ts';

const FactorReminder = lazyPiece(
  () => withWords(['factor', 'refusals'], import('./reminder.tsx')),
  (m) => m.FactorReminder,
);

/** For the screens people begin with: what is said to those who must have a second factor and have none. */
export function FactorNote() {
  const app = useApp();
  return (
    <Show when={needsFactor(app.person.role)}>
      <Suspense>
        <FactorReminder />
      </Suspense>
    </Show>
  );
}
