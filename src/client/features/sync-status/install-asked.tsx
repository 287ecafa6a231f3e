import { useLocation } from '@solidjs/router';
import { createResource, createSignal, createUniqueId, Show } from 'solid-js';
import { ME_SCREEN } from '../../addresses.ts';
import { type App, useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { readMeta, writeMeta } from '../../store/meta.ts';
import { isPersisted } from '../../sync/persist.ts';
import { footHeight } from '../../ui/foot-height.ts';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import '../../ui/lazy.css';

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
  const id = createUniqueId();
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
      <section class="prompt" aria-labelledby={id} style={{ '--foot': `${footHeight()}px` }}>
        <div class="row row-top">
          <Icon name="phone" size="l" />
          <div class="grow">
            <h2 class="title" id={id}>
              {words().installAsked}
            </h2>
            <p>{words().installAskedText}</p>
          </div>
        </div>
        <div class="row">
          <Key grow onPress={putOff}>
            {words().installLater}
          </Key>
          <Key grow kind="main" href={ME_SCREEN}>
            {words().installSee}
          </Key>
        </div>
      </section>
    </Show>
  );
}
