import { createUniqueId } from 'solid-js';
import { labels } from '../../labels/labels.ts';
import { footHeight } from '../../ui/foot-height.ts';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';
import '../../ui/lazy.css';

/** The store has not answered for long: said over any screen, a form too, whose keys stay free. It goes once the store answers. */
export function StoreSilent() {
  const id = createUniqueId();
  const words = () => labels().storage;
  return (
    <section class="prompt pressing" role="alert" aria-labelledby={id} style={{ '--foot': `${footHeight()}px` }}>
      <div class="row row-top">
        <Icon name="warn" size="l" />
        <div class="grow">
          <h2 class="title" id={id}>
            {words().silent}
          </h2>
          <p>{words().silentText}</p>
        </div>
      </div>
      <Key kind="main" icon="repeat" onPress={() => location.reload()}>
        {labels().common.trouble.reload}
      </Key>
    </section>
  );
}
