import { useParams } from '@solidjs/router';
import { createResource, Match, Switch } from 'solid-js';
import { draftOf } from '../../../domain/activity-draft.ts';
import { ActivityId } from '../../../domain/ids.ts';
import { type DRAFT_SCREEN, JOURNAL_SCREEN, type ParamsText } from '../../addresses.ts';
import { type App, useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { mayEdit } from '../../records/may.ts';
import type { ActivityRow } from '../../store/db.ts';
import { readDraft } from '../../store/records/drafts.ts';
import { type RecentChoices, readActivity, recentChoices } from '../../store/records/record-lookups.ts';
import { Loading } from '../../ui/loading.tsx';
import type { FormStart } from './form-model.ts';
import { FormScreen } from './form-screen.tsx';
import { FormTrouble } from './form-trouble.tsx';
import { recordHref } from './hrefs.ts';

/** A draft that was begun earlier. */
export function DraftScreen() {
  const words = () => labels().activities.draft;
  return <OpenForm gone={{ title: words().gone, text: words().goneText }} />;
}

/** A record to be corrected. */
export function EditScreen() {
  const words = () => labels().activities.form;
  return <OpenForm gone={{ title: words().noRecord, text: words().noRecordText }} />;
}

type Opened =
  | { readonly kind: 'form'; readonly start: FormStart; readonly past: RecentChoices }
  /** Neither a draft nor a record of that id. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'notPossible'; readonly record: ActivityRow };

/**
 * A draft is named after its record: where the record is there already (saved in another window, or being corrected), the
 * form corrects it.
 */
async function open(app: App, id: string): Promise<Opened> {
  const parsed = ActivityId.safeParse(id);
  if (!parsed.success) return { kind: 'gone' };
  const [saved, record, past] = await Promise.all([
    readDraft(app.db, parsed.data),
    readActivity(app.db, parsed.data),
    recentChoices(app.db),
  ]);
  if (!saved && !record) return { kind: 'gone' };
  if (record && !mayEdit(app, record)) return { kind: 'notPossible', record };
  const draft = saved?.draft ?? (record && draftOf(record.id, record.content));
  if (!draft) return { kind: 'gone' };
  return { kind: 'form', start: { draft, record, keptAt: saved?.savedAt }, past };
}

/** The form of the draft or record named in the address. */
function OpenForm(props: { gone: { title: string; text: string } }) {
  const app = useApp();
  const params = useParams<ParamsText<typeof DRAFT_SCREEN>>();
  const words = () => labels().activities;
  const [opened] = createResource(
    () => app.plans() !== undefined && params.id,
    (id) => open(app, id),
  );
  const form = () => {
    const state = opened.error === undefined ? opened() : undefined;
    return state?.kind === 'form' ? state : undefined;
  };
  const refused = () => {
    const state = opened();
    return state?.kind === 'notPossible' ? state : undefined;
  };
  return (
    <Switch fallback={<Loading label={labels().common.loading} />}>
      <Match when={opened.error !== undefined}>
        <FormTrouble title={words().trouble} text={words().draft.safe} />
      </Match>
      <Match when={opened()?.kind === 'gone'}>
        <FormTrouble title={props.gone.title} text={props.gone.text} href={JOURNAL_SCREEN} action={words().form.toJournal} />
      </Match>
      <Match when={refused()}>
        {(refused) => (
          <FormTrouble
            title={words().form.mayNotEdit}
            text={words().form.mayNotEditText}
            href={recordHref(refused().record)}
            action={words().form.openRecord}
          />
        )}
      </Match>
      <Match when={form()}>{(form) => <FormScreen start={form().start} past={form().past} />}</Match>
    </Switch>
  );
}
