import { Show } from 'solid-js';
import type { DeviceLoss } from '../../../protocol/account.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber, formatTime } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { Key } from '../../ui/key.tsx';
import { Notice } from '../../ui/notice.tsx';

/** A phone no longer holds what it said it held, and it never came. `onNoted` where the person may put it away. */
export function LossOf(props: { loss: DeviceLoss; onNoted?: (() => void) | undefined }) {
  const app = useApp();
  const words = () => labels().account.devices;
  const since = (): string | undefined => props.loss.heldAt && formatTime(props.loss.heldAt, app.now());
  return (
    <Notice level="err">
      <p>
        <b>{words().missing(formatNumber(props.loss.missing))}</b>
      </p>
      <p>
        {words().loss(formatNumber(props.loss.held), since(), formatNumber(props.loss.now), formatNumber(props.loss.received))}{' '}
        {words().lossSeen(formatTime(props.loss.at, app.now()))}
      </p>
      <Show when={props.onNoted}>{(onNoted) => <Key onPress={() => onNoted()()}>{words().lossNoted}</Key>}</Show>
    </Notice>
  );
}
