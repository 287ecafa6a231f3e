import { createEffect, createSignal, onCleanup, onMount, Show, Suspense, useContext } from 'solid-js';
import { asksForPin } from '../../../domain/asks-for-pin.ts';
import { READ_HEALTH } from '../../../protocol/endpoints/service.ts';
import { AppContext } from '../../app-context.ts';
import { forgetsAfterWeek } from '../../forgets.ts';
import { language, withWords } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { groupsFor } from '../../shipped/build.ts';
import { watchSilence } from '../../store/safekeeping/silence.lazy.ts';
import { AskHost } from '../../ui/ask.tsx';
import { lazyPiece } from '../../ui/lazy-piece.ts';
import { watchLock } from '../../watch-lock.ts';
import { InstallAsked } from './install-asked.tsx';
import { StoreSilent } from './store-silent.tsx';
import { askToKeep, UpdatePrompt } from './update-prompt.tsx';

const DemonstrationMark = lazyPiece(
  () => withWords(['account'], import('./demonstration-mark.lazy.tsx')),
  (m) => m.DemonstrationMark,
);

const PinAsked = lazyPiece(
  () => withWords(['lock'], import('./pin-asked.lazy.tsx')),
  (m) => m.PinAsked,
);

/** What may lie over any screen, once that stands: a question, a store that does not answer, the offer of a new version, what an iPhone forgets, and that all of this is made up. */
export function OverAll(props: { quiet: boolean }) {
  const app = useContext(AppContext);
  // Before somebody signs in nothing of the office lies here: it is asked.
  const [isSaid, setIsSaid] = createSignal(false);
  onMount(() => {
    if (!app) void askOffice(READ_HEALTH).then((answer) => setIsSaid(answer.ok && answer.value.demonstration === true));
  });
  const isSilent = app ? watchSilence(app.db) : () => false;
  createEffect(() => askToKeep(groupsFor(app?.scope.roles, language() === 'en')));
  onMount(() => {
    if (!app?.db.seal) return;
    const watching = watchLock(app);
    onCleanup(() => void watching.then((stop) => stop()));
  });
  return (
    <>
      <AskHost />
      {/* Prompts, the most pressing first: of several only that is shown. */}
      <Show when={isSilent()}>
        <StoreSilent />
      </Show>
      <Show when={app && !app.db.seal && asksForPin(app.reference().settings, app.scope.units)}>
        <Suspense>
          <PinAsked quiet={props.quiet || isSilent()} />
        </Suspense>
      </Show>
      <Show when={app && forgetsAfterWeek()}>
        <InstallAsked quiet={props.quiet} />
      </Show>
      <Show when={import.meta.env.PROD}>
        <UpdatePrompt db={app?.db} quiet={props.quiet} />
      </Show>
      <Show when={app ? app.reference().settings?.demonstration === 'shown' : isSaid()}>
        <Suspense>
          <DemonstrationMark />
        </Suspense>
      </Show>
    </>
  );
}
