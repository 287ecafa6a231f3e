import { createEffect, on, Show } from 'solid-js';
import type { ActivityId } from '../../../domain/ids.ts';
import { nextState } from '../../../domain/record-action.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';
import { useApp } from '../../app-context.ts';
import { formatNumber } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import { createListKeys } from '../../list-keys.ts';
import { type Review, reviewActivities, undoReviews } from '../../store/records/review-activities.ts';
import { Key } from '../../ui/key.tsx';
import { DockRow } from '../../ui/screen.tsx';
import { showSnack } from '../../ui/snack.tsx';
import { createDeciding, type Decision } from './deciding.ts';
import { KeepDialog } from './keep-dialog.tsx';
import { ReturnDialog } from './return-dialog.tsx';
import type { ReviewItem } from './review-item.ts';

export interface VerdictKeysProps {
  /** What is judged, all in the same way. */
  targets: readonly ReviewItem[];
  candidates: (of: ReviewItem) => Promise<readonly ReviewItem[]>;
  /** Says in the key how many are confirmed. */
  counted?: boolean | undefined;
  /** At a desk x confirms, t returns and d marks as a duplicate. */
  keyed?: boolean | undefined;
  onJudged?: ((ids: readonly ActivityId[]) => void) | undefined;
  onUndone?: ((ids: readonly ActivityId[]) => void) | undefined;
  /** A dialog asks about what is judged: it must not go before it is answered. */
  onAsking?: ((isAsking: boolean) => void) | undefined;
}

/** Return, duplicate, confirm: kept on this phone and sent like records. */
export function VerdictKeys(props: VerdictKeysProps) {
  const app = useApp();
  const words = () => labels().review;
  const allows = (action: Review['action']): boolean =>
    props.targets.length > 0 && props.targets.every((target) => nextState(target.state, action, false) !== undefined);

  async function undo(ids: readonly ActivityId[]): Promise<void> {
    const undone = await undoReviews(app.db, ids).catch(() => []);
    props.onUndone?.(undone);
    const left = ids.length - undone.length;
    showSnack(left === 0 ? { text: words().done.undone } : { text: words().done.tooLate(formatNumber(left)), level: 'error' });
  }

  async function store(asked: readonly ReviewItem[], decision: Decision): Promise<boolean> {
    const targets = asked.filter((target) => target.id !== decision.duplicateOfId);
    const fetched = targets.flatMap((target) => target.server ?? []) as ServerActivity[];
    const ids = targets.map((target) => target.id);
    try {
      const taken = await reviewActivities(app.db, { ids, ...decision, fetched, seen: targets, now: app.now(), newId: app.newId });
      app.sync.nudge();
      props.onJudged?.(taken);
      const missed = ids.length - taken.length;
      showSnack({
        text: words().done[decision.action](formatNumber(taken.length)),
        note: missed > 0 ? words().done.missed(formatNumber(missed)) : navigator.onLine ? undefined : words().done.kept,
        ...(taken.length > 0 && { action: { label: labels().common.undo, onAction: () => void undo(taken) } }),
      });
      return true;
    } catch {
      showSnack({ text: words().done.failed, level: 'error' });
      return false;
    }
  }

  const { asked, ask, close, decide } = createDeciding(() => props.targets, store);
  const isAsked = () => asked() !== undefined;
  createEffect(on(isAsked, (is) => props.onAsking?.(is), { defer: true }));
  const ifAllowed = (action: Review['action'], run: () => void) => (): boolean => {
    const is = props.keyed === true && allows(action);
    if (is) run();
    return is;
  };
  createListKeys<never>({
    ids: () => [],
    current: () => undefined,
    onMove: () => undefined,
    own: {
      x: ifAllowed('confirm', () => void decide({ action: 'confirm' })),
      t: ifAllowed('return', () => ask('return')),
      d: ifAllowed('markDuplicate', () => ask('keep')),
    },
  });
  return (
    <DockRow label={words().verdicts}>
      <Show
        when={!allows('restore')}
        fallback={
          <Key icon="repeat" grow onPress={() => void decide({ action: 'restore' })}>
            {words().notDuplicate}
          </Key>
        }
      >
        <Key kind="ask" disabled={!allows('return')} onPress={() => ask('return')}>
          {words().return}
        </Key>
        <Key disabled={!allows('markDuplicate')} onPress={() => ask('keep')}>
          {words().duplicate}
        </Key>
        <Show when={props.counted || allows('confirm')}>
          <Key
            kind={allows('confirm') ? 'main' : undefined}
            big
            grow
            icon="tick"
            disabled={!allows('confirm')}
            onPress={() => void decide({ action: 'confirm' })}
          >
            {words().confirm} {props.counted && props.targets.length > 0 && formatNumber(props.targets.length)}
          </Key>
        </Show>
      </Show>
      <ReturnDialog
        open={asked()?.question === 'return'}
        targets={asked()?.targets ?? []}
        onReturn={(reason) => decide({ action: 'return', reason })}
        onClose={close}
      />
      <KeepDialog
        open={asked()?.question === 'keep'}
        targets={asked()?.targets ?? []}
        candidates={props.candidates}
        onKeep={(duplicateOfId) => void decide({ action: 'markDuplicate', duplicateOfId })}
        onClose={close}
      />
    </DockRow>
  );
}
