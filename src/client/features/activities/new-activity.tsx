import { useParams, useSearchParams } from '@solidjs/router';
import { createResource, Match, Switch } from 'solid-js';
import { activityType } from '../../../domain/activity-types.ts';
import { officeDay } from '../../../domain/day.ts';
import { ActivityId } from '../../../domain/ids.ts';
import type { NEW_RECORD_SCREEN, ParamsText, QueryText } from '../../addresses.ts';
import { type App, useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { readReference } from '../../store/lists/reference.ts';
import { type RecentChoices, readActivity, recentChoices } from '../../store/records/record-lookups.ts';
import { Loading } from '../../ui/loading.tsx';
import type { FormStart } from './form-model.ts';
import { FormScreen } from './form-screen.tsx';
import { FormTrouble } from './form-trouble.tsx';
import { newDraft } from './new-draft.ts';
import { mayRecord, proposeUnit } from './propose.ts';

const first = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

interface Wanted {
  readonly type: string;
  readonly planId: string | undefined;
  readonly code: string | undefined;
  /** The record to do again. */
  readonly from: string | undefined;
}

async function begin(app: App, wanted: Wanted): Promise<{ start: FormStart; past: RecentChoices }> {
  const past = await recentChoices(app.db);
  // Read anew: right after the start the lists on the screen may still be empty.
  const reference = await readReference(app.db);
  const world = { ...reference, plans: app.plans() ?? [] };
  const id = app.newId() as ActivityId;
  const today = officeDay(app.now());
  const source = ActivityId.safeParse(wanted.from);
  const record = source.success ? await readActivity(app.db, source.data) : undefined;
  if (record) {
    // Not on the first page: whoever repeats has a record, and with it the whole app.
    const { repeatDraft } = await import('./repeat.lazy.ts');
    const draft = repeatDraft(id, record.content, today, { ...world, person: app.person });
    return { start: { draft }, past };
  }
  const { type, planId, code } = wanted;
  const unitId = proposeUnit(app.person, reference.units, today);
  return { start: { draft: newDraft({ id, type, planId, code, today, unitId, unitIds: app.person.unitIds }, world, past) }, past };
}

/** A form for a new record. */
export function NewActivityScreen() {
  const app = useApp();
  const params = useParams<ParamsText<typeof NEW_RECORD_SCREEN>>();
  const [query] = useSearchParams<QueryText<typeof NEW_RECORD_SCREEN>>();
  const words = () => labels().activities;
  const isReady = (): boolean => (app.plans()?.length ?? 0) > 0;
  const [begun] = createResource(isReady, () =>
    begin(app, { type: params.type, planId: first(query['ke-hoach']), code: first(query.muc), from: first(query.tu) }),
  );
  return (
    <Switch fallback={<Loading label={labels().common.loading} />}>
      <Match when={!activityType(params.type)}>
        <FormTrouble title={words().form.unknownType} text={words().form.unknownTypeText} />
      </Match>
      <Match when={!mayRecord(app.scope)}>
        <FormTrouble title={words().home.mayNot} text={words().home.mayNotText} />
      </Match>
      <Match when={begun.error !== undefined}>
        <FormTrouble title={words().trouble} text={words().draft.safe} />
      </Match>
      <Match when={app.plans()?.length === 0}>
        <FormTrouble title={words().home.noPlan} text={words().home.noPlanText} />
      </Match>
      <Match when={begun()}>{(begun) => <FormScreen start={begun().start} past={begun().past} />}</Match>
    </Switch>
  );
}
