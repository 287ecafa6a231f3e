import { createSignal, Show } from 'solid-js';
import type { Closing } from '../../../domain/closing/closing.ts';
import { labels } from '../../labels/labels.ts';
import { RefusedNotice, TroubleNotice } from '../../office/trouble-notice.tsx';
import { Key } from '../../ui/key.tsx';
import type { ToJudge } from './create-closed.ts';
import { createSteps } from './create-steps.ts';
import { ReasonDialog } from './reason-dialog.tsx';

interface JudgeProps {
  of: ToJudge;
  big?: boolean | undefined;
  /** Asks for the paper that was handed in last. */
  onFetch: () => void;
}

/** The approver's two answers to a report that was handed in; while another paper stands here, why it cannot be judged. */
export function JudgeKeys(props: JudgeProps) {
  const steps = createSteps();
  const [asking, setAsking] = createSignal(false);
  const words = () => labels().tallies.report.closing;
  const sendBack = async (reason: string): Promise<boolean> => {
    const isTaken = await steps.take(props.of.closing, { step: 'sentBack', reason });
    if (isTaken) setAsking(false);
    return isTaken;
  };
  const leave = (): void => {
    steps.forget();
    setAsking(false);
  };
  return (
    <>
      <Show when={props.of.isStale}>
        <TroubleNotice level="warn" icon="stamp" text={words().stale} onAgain={() => props.onFetch()} />
      </Show>
      <RefusedNotice text={asking() ? undefined : steps.refused()} />
      <div class="row">
        <Key
          kind="main"
          grow
          big={props.big}
          icon="stamp"
          disabled={steps.busy() || props.of.isStale}
          onPress={() => void steps.take(props.of.closing, { step: 'approved' })}
        >
          {words().approve}
        </Key>
        <Key big={props.big} icon="undo" disabled={steps.busy() || props.of.isStale} onPress={() => setAsking(true)}>
          {words().sendBack}
        </Key>
      </div>
      <ReasonDialog
        open={asking()}
        about={`sendBack.${props.of.closing.id}`}
        title={words().sendBackTitle}
        confirm={words().sendBack}
        sending={steps}
        onConfirm={sendBack}
        onClose={leave}
      />
    </>
  );
}

/** Opens a closed period again; the closing stays on record. */
export function ReopenKey(props: { closing: Closing }) {
  const steps = createSteps();
  const [asking, setAsking] = createSignal(false);
  const words = () => labels().tallies.report.closing;
  const reopen = async (reason: string): Promise<boolean> => {
    const isTaken = await steps.take(props.closing, { step: 'reopened', reason });
    if (isTaken) setAsking(false);
    return isTaken;
  };
  return (
    <>
      <Key kind="ask" icon="undo" onPress={() => setAsking(true)}>
        {words().reopen}
      </Key>
      <ReasonDialog
        open={asking()}
        about={`reopen.${props.closing.id}`}
        title={words().reopenTitle}
        hint={words().reopenHint}
        confirm={words().reopen}
        sending={steps}
        onConfirm={reopen}
        onClose={() => {
          steps.forget();
          setAsking(false);
        }}
      />
    </>
  );
}
