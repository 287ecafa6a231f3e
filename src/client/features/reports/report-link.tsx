import { labels } from '../../labels/labels.ts';
import { LinkRow } from '../../ui/link-row.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { reportHref } from './report-choice.ts';

/** On the first screen of whoever makes reports. */
export function ReportLink() {
  return (
    <Sheet>
      <LinkRow icon="doc" href={reportHref({})} title={labels().reports.make} />
    </Sheet>
  );
}
