import { createSignal, For, Show } from 'solid-js';
import { addDays, type Day, day, officeDay, yearOf } from '../../../domain/day.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { LIST_ACTIVITIES, MAX_LIST_LENGTH } from '../../../protocol/endpoints/activities.ts';
import { type App, useApp } from '../../app-context.ts';
import { formatDay, formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createSending } from '../../office/create-sending.ts';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import { STAYS_DAYS, storeOlder } from '../../store/records/bring-back.ts';
import { Key } from '../../ui/key.tsx';

/** Records of a year from behind the horizon as the phone held them, page by page; what has come stays if the link goes. */
async function fetchYear(app: App, year: number, horizon: Day, onCount: (count: number) => void): Promise<Result<number, OfficeError>> {
  const lastDay = addDays(horizon, -1);
  const [from, end] = [day(`${year}-01-01`), day(`${year}-12-31`)];
  const asked = { from, to: end < lastDay ? end : lastDay, limit: String(MAX_LIST_LENGTH) };
  let count = 0;
  for (const { id: planId } of app.plans() ?? []) {
    let before: string | undefined;
    do {
      const answer = await askOffice(LIST_ACTIVITIES, { query: { ...asked, planId, before } });
      if (!answer.ok) return err(answer.error);
      const { activities, more } = answer.value;
      await storeOlder(app.db, activities, app.now());
      count += activities.length;
      onCount(count);
      before = more ? activities.at(-1)?.id : undefined;
    } while (before !== undefined);
  }
  return ok(count);
}

/** Says at the end of the journal which records are not on this phone any more, and gets them back by years. */
export function OlderYears(props: { horizon: Day; firstYear: number }) {
  const app = useApp();
  const words = () => labels().records.journal.older;
  const [said, setSaid] = createSignal('');
  const { busy, refused, send } = createSending<OfficeError>((error) => troubleText(error, words()));
  const years = (): number[] => {
    const last = yearOf(addDays(props.horizon, -1));
    return Array.from({ length: Math.max(0, last - props.firstYear + 1) }, (_, back) => last - back);
  };
  const bring = async (year: number): Promise<void> => {
    setSaid(words().fetching(formatNumber(0)));
    const count = await send(() => fetchYear(app, year, props.horizon, (got) => setSaid(words().fetching(formatNumber(got)))));
    if (count === undefined) setSaid('');
    else
      setSaid(
        count === 0
          ? words().none(String(year))
          : words().fetched(String(year), formatNumber(count), formatDay(addDays(officeDay(app.now()), STAYS_DAYS))),
      );
  };
  return (
    <div class="older-years">
      <p class="meta">{words().text(formatDay(props.horizon))}</p>
      <p class="older-keys">
        <For each={years()}>
          {(year) => (
            <Key disabled={busy()} onPress={() => void bring(year)}>
              {words().fetch(String(year))}
            </Key>
          )}
        </For>
      </p>
      <p role="status">{said()}</p>
      <Show when={refused()}>{(text) => <p role="alert">{text()}</p>}</Show>
    </div>
  );
}
