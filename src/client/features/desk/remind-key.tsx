import { labels } from '../../labels/labels.ts';
import { shareWords } from '../../share-words.ts';
import { Key } from '../../ui/key.tsx';
import { showSnack } from '../../ui/snack.tsx';

async function share(text: string): Promise<void> {
  const words = labels().tallies.today;
  const how = await shareWords(text);
  if (how === 'copied') showSnack({ text: words.copied, icon: 'copy' });
  if (how === 'failed') showSnack({ text: words.notShared, note: words.notSharedHint, level: 'error' });
}

/** One press hands the reminder to where the office talks. `label` names whom it is for. */
export function RemindKey(props: { label: string; text: () => string }) {
  return (
    <Key icon="share" label={props.label} onPress={() => void share(props.text())}>
      {labels().tallies.today.remind}
    </Key>
  );
}
