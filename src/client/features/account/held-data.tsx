import { useNavigate } from '@solidjs/router';
import { createResource, createSignal, For, Show } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import { READ_OWN_DATA } from '../../../protocol/endpoints/own-data.ts';
import { ME_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { giveFile } from '../../give-file.ts';
import { loadHeldData } from '../../labels/held-data.ts';
import { labels, language } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { Sheet, SheetHead } from '../../ui/sheet.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { refusalText } from './refusal-text.ts';
import '../../ui/lazy.css';

/** What is held about the person, what for and how long, and all of it as a file. */
export function HeldDataScreen() {
  const app = useApp();
  const navigate = useNavigate();
  const [text] = createResource(language, loadHeldData);
  const [busy, setBusy] = createSignal(false);
  const take = async (unreached: string): Promise<void> => {
    setBusy(true);
    const answer = await askOffice(READ_OWN_DATA);
    setBusy(false);
    if (!answer.ok) {
      showSnack({ text: refusalText(answer.error, { unreached }), level: 'error' });
      return;
    }
    const name = `${app.person.staffCode}-${officeDay(app.now())}.json`;
    await giveFile(new File([JSON.stringify(answer.value, undefined, 2)], name, { type: 'application/json' }));
  };
  return (
    <Screen
      wide="columns"
      title={text.latest?.title ?? labels().account.me.heldData}
      back={() => navigate(ME_SCREEN)}
      backLabel={labels().common.back}
    >
      <Show when={text.latest} fallback={<Loading label={labels().common.loading} />}>
        {(words) => (
          <>
            <p>{words().lead}</p>
            <For each={words().parts}>
              {(part) => (
                <Sheet pad>
                  <SheetHead>{part.what}</SheetHead>
                  <p>{part.text}</p>
                  <p class="meta">{part.term}</p>
                </Sheet>
              )}
            </For>
            <p>{words().rights}</p>
            <Key icon="dl" disabled={busy()} onPress={() => void take(words().needSignal)}>
              {words().take}
            </Key>
            <p class="meta">{words().takeNote}</p>
          </>
        )}
      </Show>
    </Screen>
  );
}
