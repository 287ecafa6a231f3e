import type { Accessor } from 'solid-js';
import { useApp } from '../../app-context.ts';
import { formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { createLiveQuery } from '../../store/live.ts';
import { readMeta } from '../../store/meta.ts';

/** Figures are as old as the last contact with the office. */
export function createAsOf(): Accessor<string> {
  const app = useApp();
  const contact = createLiveQuery(async () => ({ at: (await readMeta(app.db, 'contact'))?.at }));
  return () => {
    const read = contact();
    if (read === undefined) return '';
    return read.at === undefined ? labels().plans.neverHeard : labels().plans.asOf(formatTime(read.at, app.now()));
  };
}

export function AsOf() {
  const text = createAsOf();
  return <span class="meta">{text()}</span>;
}
