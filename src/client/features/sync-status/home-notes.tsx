import { Show } from 'solid-js';
import { mayReport } from '../../../domain/report/may-report.ts';
import { REPORT_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { LinkRow } from '../../ui/link-row.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { LossNotice } from './loss-notice.tsx';

/** What the first screen says only to some: that records were lost, and where the report is made. */
export function HomeNotes() {
  const app = useApp();
  return (
    <>
      <Show when={app.sync.lost() > 0}>
        <LossNotice />
      </Show>
      <Show when={mayReport(app.scope)}>
        <Sheet>
          <LinkRow icon="doc" href={REPORT_SCREEN} title={labels().tallies.makeReport} />
        </Sheet>
      </Show>
    </>
  );
}
