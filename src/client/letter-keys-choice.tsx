import { labels } from './labels/labels.ts';
import { chooseLetterKeys, letterKeys } from './list-keys.ts';
import { Switch } from './ui/switch.tsx';

/** What the letters of a list do, as long as they do it, and whether they shall. Its word is one of review's. */
export function LetterKeysChoice(props: { keys: string }) {
  return (
    <div class="row">
      <p class="meta grow">{letterKeys() && props.keys}</p>
      <Switch checked={letterKeys()} onChange={chooseLetterKeys}>
        {labels().review.letterKeys}
      </Switch>
    </div>
  );
}
