import { type Accessor, createSignal } from 'solid-js';
import type { AppDb } from '../store/db.ts';
import { checkLedger, countLost, followWaiting, rememberSeen } from '../store/safekeeping/held-ledger.ts';

/** What a person is told of records that waited on this phone and were gone. */
export interface Losses {
  /** Records that are gone, until the person has taken note. */
  readonly lost: Accessor<number>;
  /** Records that came back from their copies after the browser had emptied the store. */
  readonly regained: Accessor<number>;
  readonly lossSeen: () => void;
}

interface Watch extends Losses {
  /** Settled once it is known whether all that waited is still there: nothing is sent or noted anew before. */
  readonly checked: Promise<unknown>;
  /** Counts again what is lost: this phone knows some of it, and the office says the rest with an answer. */
  readonly look: () => void;
}

/** Whether what waits on this phone is still there, until `signal`. `onWaiting`: something was saved, in this tab or another one. */
export function watchLosses(db: AppDb, now: () => number, onWaiting: () => void, signal: AbortSignal): Watch {
  const [lost, setLost] = createSignal(0);
  const [regained, setRegained] = createSignal(0);
  const look = (): void => void countLost(db).then(setLost, () => undefined);

  /** Where it cannot be found out what is missing the ledger is left alone: nothing is noted over it. */
  async function checkWaiting(): Promise<void> {
    setRegained(await checkLedger(db, now()));
    look();
    if (!signal.aborted) signal.addEventListener('abort', followWaiting(db, { now, onRegained: setRegained, onWaiting }));
  }

  const checked = checkWaiting().catch(() => undefined);
  return { checked, look, lost, regained, lossSeen: () => void rememberSeen(db).then(look, () => undefined) };
}
