import { createSignal } from 'solid-js';
import type { Person } from '../../../domain/person.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { errorNames } from '../../store/open-db.ts';
import { exportCopies } from '../../store/safekeeping/export-copies.ts';
import { isRescuable, makeRescueStore } from '../../store/safekeeping/rescue.lazy.ts';
import { SnackHost, showSnack } from '../../ui/snack.tsx';
import { TroubleScreen } from './trouble-screen.tsx';

/** The log of this account does not open: try again, or go on in a second one beside it. */
export function StoreTroubleScreen(props: { error: unknown; person: Person; onRescued: () => void }) {
  const words = () => labels().storage;
  const [hopeless, setHopeless] = createSignal(false);
  const goOn = (): void => {
    makeRescueStore(props.person.id).then(props.onRescued, () => setHopeless(true));
  };
  const isSlow = (): boolean => errorNames(props.error).includes('TimeoutError');
  const text = (): string => (hopeless() ? words().hopeless : isSlow() ? words().slow : words().noStore);
  /** What waits has copies beside the log, which need no database. */
  const exportKept = async (): Promise<void> => {
    const { exported, exportFailed } = labels().common.trouble;
    try {
      showSnack({ text: exported(formatNumber(await exportCopies(props.person, Date.now()))), icon: 'dl' });
    } catch {
      showSnack({ text: exportFailed, level: 'error' });
    }
  };
  const mayGoOn = (): boolean => isRescuable(props.error) && !hopeless();
  return (
    <>
      <TroubleScreen
        error={props.error}
        text={text()}
        onExport={() => void exportKept()}
        more={mayGoOn() ? { label: words().goOn, text: words().goOnText, onPress: goOn } : undefined}
      />
      <SnackHost />
    </>
  );
}
