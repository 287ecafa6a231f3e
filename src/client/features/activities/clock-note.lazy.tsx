import { Show } from 'solid-js';
import { dayByServer } from '../../../domain/clock.ts';
import { useApp } from '../../app-context.ts';
import { ageOf, dayShort, formatDay } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Icon } from '../../ui/icon.tsx';
import { Key } from '../../ui/key.tsx';

/** Beside the day of a form: the phone's clock is off, and which day the server has. */
export function ClockNote(props: { value: string; onChoose: (day: string) => void }) {
  const app = useApp();
  const words = () => labels().account.clock;
  const skew = (): number => app.status()?.clockSkewMs ?? 0;
  const right = () => dayByServer(app.now(), skew(), Date.parse(app.status()?.lastContactAt ?? ''));
  return (
    <div role="status">
      <Show when={right()}>
        {(day) => (
          <div class="issue">
            <Icon name="warn" size="s" />
            <span class="grow">
              {words()[skew() > 0 ? 'behind' : 'ahead'](ageOf(app.now() - Math.abs(skew()), app.now()), formatDay(day()))}
            </span>
            <Show when={props.value !== day()}>
              <Key onPress={() => props.onChoose(day())}>{words().choose(dayShort(day()))}</Key>
            </Show>
          </div>
        )}
      </Show>
    </div>
  );
}
