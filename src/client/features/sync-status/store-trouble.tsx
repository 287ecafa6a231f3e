import { createSignal } from 'solid-js';
import type { AccountId } from '../../../domain/ids.ts';
import { labels } from '../../labels/labels.ts';
import { isRescuable, makeRescueStore } from '../../store/rescue.ts';
import { TroubleScreen } from './trouble-screen.tsx';

/** The log of this account does not open: try again, or go on in a second one beside it. */
export function StoreTrouble(props: { error: unknown; accountId: AccountId; onRescued: () => void }) {
  const words = () => labels().storage;
  const [hopeless, setHopeless] = createSignal(false);
  const goOn = (): void => {
    makeRescueStore(props.accountId).then(props.onRescued, () => setHopeless(true));
  };
  const mayGoOn = (): boolean => isRescuable(props.error) && !hopeless();
  return (
    <TroubleScreen
      error={props.error}
      text={hopeless() ? words().hopeless : words().noStore}
      more={mayGoOn() ? { label: words().goOn, text: words().goOnText, onPress: goOn } : undefined}
    />
  );
}
