import type { Accessor } from 'solid-js';
import type { Closing } from '../../../domain/closing/closing.ts';
import { type ClosingStep, canFollow, type LaterStep, mayTake } from '../../../domain/closing/closing-state.ts';
import type { Result } from '../../../domain/result.ts';
import { CLOSE_PERIOD, type ClosingWord, TAKE_STEP } from '../../../protocol/endpoints/closings.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { askOffice } from '../../office/ask-office.ts';
import { createSending } from '../../office/create-sending.ts';
import { type OfficeError, troubleText } from '../../office/trouble.ts';
import { keepClosing } from '../../store/lists/closings.ts';
import { showSnack } from '../../ui/snack.tsx';

export interface Steps {
  readonly busy: Accessor<boolean>;
  /** Why the office did not take it. */
  readonly refused: Accessor<string | undefined>;
  readonly forget: () => void;
  /** Whether this person may do it now. */
  readonly may: (closing: Closing, step: LaterStep) => boolean;
  /** `id`: the same for every time the same closing is asked for. False where the office did not take it. */
  readonly close: (id: string, planId: string, periodKey: string) => Promise<boolean>;
  readonly take: (closing: Closing, word: ClosingWord) => Promise<boolean>;
}

/** What is done to a closing: the office must take it at once, and its answer stands on screen before the feed brings it. */
export function createSteps(): Steps {
  const app = useApp();
  const words = () => labels().tallies.report.closing;
  const sending = createSending<OfficeError>((error) => troubleText(error, { unreached: words().noSignal, withheld: words().mayNot }));
  const said = (step: ClosingStep): string =>
    ({
      closed: words().done,
      submitted: words().submitted,
      approved: words().approved,
      sentBack: words().sentBack,
      reopened: words().reopened,
    })[step];
  const send = async (step: ClosingStep, ask: () => Promise<Result<{ readonly closing: Closing }, OfficeError>>): Promise<boolean> => {
    const answer = await sending.send(async () => {
      const reply = await ask();
      // Somebody was quicker: what they did comes with the feed.
      if (!reply.ok && reply.error === 'closingChanged') await app.sync.syncNow();
      return reply;
    });
    if (!answer) return false;
    await keepClosing(app.db, answer.closing);
    showSnack({ text: said(step), icon: 'tick' });
    return true;
  };
  return {
    ...sending,
    may: (closing, step) => mayTake(app.scope.roles, step) && canFollow(closing, step),
    close: (id, planId, periodKey) =>
      send('closed', () => askOffice(CLOSE_PERIOD, { body: CLOSE_PERIOD.body.parse({ id, planId, periodKey }) })),
    take: ({ id, history }, word) => send(word.step, () => askOffice(TAKE_STEP, { params: { id }, body: { seen: history.length, word } })),
  };
}
