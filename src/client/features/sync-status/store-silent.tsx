import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { Prompt } from '../../ui/prompt.tsx';

/** The store has not answered for long: said over any screen, a form too, whose keys stay free. It goes once the store answers. */
export function StoreSilent() {
  const words = () => labels().account.me;
  return (
    <Prompt
      icon="warn"
      title={words().silent}
      role="alert"
      pressing
      keys={
        <Key grow kind="main" icon="repeat" onPress={() => location.reload()}>
          {labels().common.trouble.reload}
        </Key>
      }
    >
      {words().silentText}
    </Prompt>
  );
}
