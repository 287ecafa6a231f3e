import { createMemo } from 'solid-js';
import { officeDay } from '../../../domain/day.ts';
import type { World } from '../../../domain/rules.ts';
import { useApp } from '../../app-context.ts';
import { DOT, fieldWords, formatTime, lowerFirst } from '../../labels/format.ts';
import { labels } from '../../labels/labels.ts';
import type { DraftRow } from '../../store/db.ts';
import { checkForm, lackOf } from './form-issues.ts';

const NAMED = 2;

function lackText(lack: ReturnType<typeof lackOf>): string {
  const words = labels().records.draft;
  if (!lack) return words.ready;
  const labelled = lack.fields.slice(0, NAMED).map((field) => lowerFirst(fieldWords(field).label));
  const named = `${labelled.join(', ')}${lack.fields.length > NAMED ? '…' : ''}`;
  return lack.kind === 'blank' ? words.lacks(named) : words.mend(named);
}

/** What a draft is about, what it lacks and when it was saved, each part on its own. */
export function createDraftWords(): (row: DraftRow) => { readonly facts: string; readonly lacks: string; readonly saved: string } {
  const app = useApp();
  const places = createMemo(() => new Map(app.reference().localities.map((locality) => [locality.id as string, locality.name])));
  return ({ draft, savedAt, editOf }) => {
    const { form } = labels().activities;
    const world: World = {
      ...app.reference(),
      plan: app.plans()?.find((plan) => plan.id === draft.values['planId']),
      today: officeDay(app.now()),
      person: app.person,
    };
    const place = places().get(String(draft.values['localityId'] ?? ''));
    const facts = [editOf === undefined ? undefined : form.editOf(String(editOf)), place].filter(Boolean).join(DOT);
    return {
      facts,
      lacks: lackText(lackOf(checkForm(draft, world))),
      saved: formatTime(savedAt, app.now()),
    };
  };
}
