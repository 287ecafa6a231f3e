import { useNavigate } from '@solidjs/router';
import { createResource, For, Show } from 'solid-js';
import { loadHelp } from '../../labels/help.ts';
import { labels, language } from '../../labels/labels.ts';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { StateLine } from '../../ui/state-line.tsx';
import '../../ui/lazy.css';

const PLACES = ['phone', 'sending', 'received', 'attention'] as const;

/** What the app promises, in plain words and with their honest limits. */
export function HelpScreen() {
  const navigate = useNavigate();
  const [help] = createResource(language, loadHelp);
  return (
    <Screen
      wide="columns"
      title={help.latest?.title ?? labels().account.me.help}
      back={() => navigate(-1)}
      backLabel={labels().common.back}
    >
      <Show when={help.latest} fallback={<Loading label={labels().common.loading} />}>
        {(text) => (
          <>
            <Sheet pad>
              <SheetHead>{text().wordsTitle}</SheetHead>
              <ul class="stack-tight">
                <For each={PLACES}>
                  {(place) => (
                    <li>
                      <StateLine kind={place} word={labels().domain.places[place]} />
                      <p>{text().words[place]}</p>
                    </li>
                  )}
                </For>
              </ul>
            </Sheet>
            <Sheet pad>
              <SheetHead>{text().promisesTitle}</SheetHead>
              <ol class="promises stack">
                <For each={text().promises}>
                  {(promise) => (
                    <li>
                      {promise.promise}
                      <Show when={promise.limit}>
                        {' '}
                        <span class="meta">{promise.limit}</span>
                      </Show>
                    </li>
                  )}
                </For>
              </ol>
            </Sheet>
            <Sheet pad>
              <SheetHead>{text().howTitle}</SheetHead>
              <dl class="stack-tight">
                <For each={text().how}>
                  {(step) => (
                    <div>
                      <dt class="strong">{step.question}</dt>
                      <dd>{step.answer}</dd>
                    </div>
                  )}
                </For>
              </dl>
            </Sheet>
          </>
        )}
      </Show>
    </Screen>
  );
}
