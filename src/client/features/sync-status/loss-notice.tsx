import { useApp } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';

/** What waited here is gone: said plainly, since an empty phone would otherwise look as if all had been sent. */
export function LossNotice() {
  const app = useApp();
  const words = () => labels().account.loss;
  return (
    <Notice level="err">
      <p>
        <b>{words().title(formatNumber(app.sync.lost()))}</b>
      </p>
      <p>{words().text}</p>
      <Key onPress={() => app.sync.noteLossSeen()}>{words().seen}</Key>
    </Notice>
  );
}
