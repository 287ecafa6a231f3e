import { useIsRouting, useNavigate } from '@solidjs/router';
import { onCleanup, onMount } from 'solid-js';
import type { ActivityContent } from '../../../domain/activity.ts';
import { HOME_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { afterPaint } from '../../idle.ts';
import { labels } from '../../labels/labels.ts';
import { createFactsLine } from '../../records/record-line.ts';
import type { RecentChoices } from '../../store/records/record-lookups.ts';
import { showSnack } from '../../ui/snack.tsx';
import { goBack } from '../../way-back.ts';
import { ActivityForm } from './activity-form.tsx';
import { createFormModel, type FormStart } from './form-model.ts';
import { draftHref, editHref, recordHref } from './hrefs.ts';

export interface FormScreenProps {
  start: FormStart;
  past: RecentChoices;
}

/** A form with its draft, and the way back to where the person came from. */
export function FormScreen(props: FormScreenProps) {
  const app = useApp();
  const navigate = useNavigate();
  const isRouting = useIsRouting();
  const factsOf = createFactsLine();
  // One form is one screen: another start comes with another screen.
  const start = props.start;
  const address = start.record ? editHref(start.record) : draftHref(start.draft);
  /** Not through the router, which would build the form anew under the person's fingers. */
  const nameDraft = (): void => {
    if (isHere && window.location.pathname !== address) window.history.replaceState(window.history.state, '', address);
  };
  let isHere = true;
  const model = createFormModel(app, start, nameDraft);
  onMount(() => window.scrollTo(0, 0));
  // Also left by the back key or a tab: the address and the way back are then another screen's.
  onCleanup(() => {
    isHere = false;
  });
  const leave = (): void => {
    isHere = false;
    goBack(navigate, start.record ? recordHref(start.record) : HOME_SCREEN);
  };
  const saved = (content: ActivityContent): void => {
    showSnack({
      text: labels().activities.form.saved,
      note: factsOf(content),
      icon: 'phone',
      action: { label: labels().common.undo, onAction: () => void undo() },
    });
    // The person reads "saved" first; the screen behind it and the sending follow.
    afterPaint(() => {
      // A person who was quicker is on their way to another screen.
      if (isHere && !isRouting()) leave();
      app.sync.nudge();
    });
  };
  const undo = async (): Promise<void> => {
    const words = labels().activities;
    try {
      const { undoSave } = await import('./undo-save.lazy.ts');
      await undoSave(app, start);
      showSnack({ text: words.form.undone });
    } catch {
      showSnack({ text: words.trouble, level: 'error' });
    }
  };
  return <ActivityForm model={model} past={props.past} onSaved={saved} onLeave={leave} />;
}
