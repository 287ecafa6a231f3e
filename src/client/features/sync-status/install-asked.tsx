import { useLocation } from '@solidjs/router';
import { createResource, createSignal, Show } from 'solid-js';
import { ME_SCREEN } from '../../addresses.ts';
import { type App, useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { readMeta, writeMeta } from '../../store/meta.ts';
import { isPersisted } from '../../sync/persist.ts';
import { Key } from '../../ui/key.tsx';
import { Prompt } from '../../ui/prompt.tsx';

/** Who put it off is asked again before the week is over in which an iPhone forgets (ms). */
const AGAIN_MS = 3 * 86_400_000;

async function isDue({ db, now }: App): Promise<boolean> {
  const put = await readMeta(db, 'installPutOffAt');
  return !(await isPersisted()) && Math.abs(now() - (put ?? Number.NEGATIVE_INFINITY)) > AGAIN_MS;
}

/** On an iPhone a page that is not opened for a week is cleared: said on every screen but a form, with the way to the home screen. */
export function InstallAsked(props: { quiet: boolean }) {
  const app = useApp();
  const location = useLocation();
  const words = () => labels().account.me;
  const [due] = createResource(() => isDue(app).catch(() => false));
  const [later, setLater] = createSignal(false);
  const putOff = (): void => {
    setLater(true);
    // A full storage takes no note of it: then it is asked at the next start.
    void writeMeta(app.db, 'installPutOffAt', app.now()).catch(() => undefined);
  };
  return (
    <Show when={due.latest && !later() && !props.quiet && location.pathname !== ME_SCREEN}>
      <Prompt
        icon="phone"
        title={words().installAsked}
        role="region"
        keys={
          <>
            <Key grow onPress={putOff}>
              {words().installLater}
            </Key>
            <Key grow kind="main" href={ME_SCREEN}>
              {words().installSee}
            </Key>
          </>
        }
      >
        {words().forgetsAfterWeek} {words().installFirstSend}
      </Prompt>
    </Show>
  );
}
