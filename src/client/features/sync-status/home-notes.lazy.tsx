import { Show } from 'solid-js';
import { mayReport } from '../../../domain/report/may-report.ts';
import { REPORT_SCREEN, TODAY_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { LinkRow } from '../../ui/link-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Sheet } from '../../ui/sheet.tsx';

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
      <Key onPress={() => app.sync.lossSeen()}>{words().seen}</Key>
    </Notice>
  );
}

/** What the first screen says only to some: that records were lost, where it stands what needs a hand, and where the report is made. */
export function HomeNotes() {
  const app = useApp();
  return (
    <>
      <Show when={app.sync.lost() > 0}>
        <LossNotice />
      </Show>
      <Show when={mayReport(app.scope)}>
        <Sheet>
          <LinkRow icon="cal" href={TODAY_SCREEN} title={labels().common.today} />
          <LinkRow icon="doc" href={REPORT_SCREEN} title={labels().plans.makeReport} />
        </Sheet>
      </Show>
    </>
  );
}
