import '../../ui/select.css';
import './plan-import.css';
import { useNavigate, useParams } from '@solidjs/router';
import { createResource, type JSX, Match, Show, Switch } from 'solid-js';
import { PLAN_IMPORT_SCREEN, PLAN_SCREEN } from '../../addresses.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { readPlanDraft } from '../../store/lists/plan-drafts.ts';
import { Empty } from '../../ui/empty.tsx';
import { Key } from '../../ui/key.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Screen } from '../../ui/screen.tsx';
import { StartScreen } from './start.tsx';
import { Workbench } from './workbench.tsx';

/** How a document becomes a plan: choosing it, and with an id correcting what was read. */
export function PlanImportScreen() {
  const app = useApp();
  const params = useParams<{ draftId?: string }>();
  const words = () => labels().planImport;
  return (
    <Show
      when={app.scope.managesPlans}
      fallback={
        <Nothing title={words().notYours} hint={words().notYoursHint}>
          <Key href={PLAN_SCREEN}>{words().toPlan}</Key>
        </Nothing>
      }
    >
      <Show when={params.draftId} keyed fallback={<StartScreen />}>
        {(id) => <DraftScreen id={id} />}
      </Show>
    </Show>
  );
}

function Nothing(props: { title: string; hint: string; children: JSX.Element }) {
  const navigate = useNavigate();
  return (
    <Screen title={labels().planImport.title} back={() => navigate(PLAN_SCREEN)} backLabel={labels().common.back}>
      <Empty title={props.title} action={props.children}>
        <p>{props.hint}</p>
      </Empty>
    </Screen>
  );
}

function DraftScreen(props: { id: string }) {
  const app = useApp();
  const words = () => labels().planImport;
  const [row] = createResource(
    () => props.id,
    async (id) => ({ found: await readPlanDraft(app.db, id) }),
  );
  return (
    <Switch fallback={<Loading label={labels().common.loading} />}>
      <Match when={row()?.found}>{(found) => <Workbench row={found()} />}</Match>
      <Match when={row() && !row()?.found}>
        <Nothing title={words().noDraft} hint={words().noDraftHint}>
          <Key href={PLAN_IMPORT_SCREEN}>{words().toStart}</Key>
        </Nothing>
      </Match>
    </Switch>
  );
}
