import { type RouteDefinition, Router, type RouteSectionProps, useNavigate } from '@solidjs/router';
import { createSignal, Show, Suspense } from 'solid-js';
import type { Person } from '../domain/person.ts';
import {
  DRAFT_SCREEN,
  EDIT_SCREEN,
  HELP_SCREEN,
  HOME_SCREEN,
  JOURNAL_SCREEN,
  NEW_RECORD_SCREEN,
  OPEN_ACCOUNT_SCREEN,
  PLAN_SCREEN,
  RECORD_SCREEN,
  REVIEW_SCREEN,
  SIGN_IN_SCREEN,
  TALLY_SCREEN,
  TODAY_SCREEN,
} from './addresses.ts';
import { useApp } from './app-context.ts';
import { HomeScreen } from './features/activities/home.tsx';
import { NewActivityScreen } from './features/activities/new-activity.tsx';
import { DraftScreen, EditScreen } from './features/activities/open-form.tsx';
import { UploadStatusLine } from './features/sync-status/upload-status-line.tsx';
import { labels, withWords } from './labels/labels.ts';
import { lazyScreen } from './lazy-screen.ts';
import { Frame, firstScreenOf, Guarded, hasHome, Over, type TabName } from './shell.tsx';
import { lazyPiece } from './ui/lazy-piece.ts';
import { Loading } from './ui/loading.tsx';

const JournalScreen = lazyScreen(
  ['records', 'refusals'],
  () => import('./features/activities/journal.tsx'),
  (m) => m.JournalScreen,
);
const RecordScreen = lazyScreen(
  ['records', 'review', 'refusals'],
  () => Promise.all([import('./features/activities/record.tsx'), import('./features/review/record-verdict.tsx')]),
  ([{ RecordScreen: Page }, { RecordVerdict }]) =>
    () => <Page verdict={(row) => <RecordVerdict row={row} />} />,
);
const PlanScreen = lazyScreen(
  ['plans'],
  () => import('./features/plans/plan-tree.tsx'),
  (m) => m.PlanScreen,
);
const TallyScreen = lazyScreen(
  ['plans', 'tallies', 'refusals'],
  () => import('./features/tallies/tally-view.tsx'),
  (m) => m.TallyScreen,
);
const TodayScreen = lazyScreen(
  ['plans', 'tallies', 'refusals'],
  () => import('./features/desk/today.tsx'),
  (m) => m.TodayScreen,
);
const ReviewScreen = lazyScreen(
  ['review', 'refusals'],
  () => import('./features/review/review.tsx'),
  (m) => m.ReviewScreen,
);
const HelpScreen = lazyScreen(
  ['account'],
  () => import('./features/account/help.tsx'),
  (m) => m.HelpScreen,
);
const SignInScreens = lazyScreen(
  ['account', 'refusals'],
  () => import('./features/account/sign-in-screens.tsx'),
  (m) => m.SignInScreens,
);
const HomeNotes = lazyPiece(
  () => withWords(['account', 'tallies'], import('./features/sync-status/home-notes.tsx')),
  (m) => m.HomeNotes,
);

const [more, setMore] = createSignal<readonly RouteDefinition[]>();
const fetchMore = async (): Promise<void> => {
  if (!more()) setMore((await import('./more-routes.lazy.tsx')).MORE_ROUTES);
};
/** Shows that it is loading instead of suspending: a navigation that waits for this one would wait for ever, since its routes are replaced. */
function Fetching() {
  const [failure, setFailure] = createSignal<{ readonly error: unknown }>();
  fetchMore().catch((error: unknown) => setFailure({ error }));
  return (
    <Show when={failure()} fallback={<Loading label={labels().common.loading} />}>
      {(failed) => {
        throw failed().error;
      }}
    </Show>
  );
}
/** Stands for every address that is not in the first page, until the table that knows it is there. */
const FETCHING: readonly RouteDefinition[] = [{ path: '*', component: Fetching }];

/** Screens that are not in the first page, by the tab that opens them. */
const TAB_SCREENS: Partial<Record<TabName, { readonly preload: () => Promise<unknown> }>> = {
  journal: JournalScreen,
  plan: PlanScreen,
  tallies: TallyScreen,
};
/** Reads the screens behind the tabs before they are asked for: from what the service worker keeps, never over the air. */
function preloadScreens(names: readonly TabName[]): void {
  if (!navigator.serviceWorker?.controller) return;
  for (const load of [fetchMore, ...names.flatMap((name) => TAB_SCREENS[name]?.preload ?? [])]) load().catch(() => undefined);
}

function SignedInRoot(props: RouteSectionProps) {
  return (
    <>
      <Frame preload={preloadScreens}>
        <Guarded>{props.children}</Guarded>
      </Frame>
      <Over />
    </>
  );
}

function SignedOutRoot(props: RouteSectionProps) {
  return (
    <>
      <Guarded>{props.children}</Guarded>
      <Over />
    </>
  );
}

/** The home; who has none is led to their first screen. */
function Start() {
  const app = useApp();
  const navigate = useNavigate();
  const isHome = hasHome(app.person.role);
  if (!isHome) navigate(firstScreenOf(app.person.role), { replace: true });
  return (
    <Show when={isHome}>
      <HomeScreen
        status={
          <>
            <UploadStatusLine />
            <Show when={app.sync.lost() > 0 || app.scope.reviews.length > 0}>
              <Suspense>
                <HomeNotes />
              </Suspense>
            </Show>
          </>
        }
      />
    </Show>
  );
}

interface Entry {
  readonly onSignedIn: (person: Person) => void;
}

export function SignedInRoutes(props: Entry) {
  const app = useApp();
  const enter = (person: Person): void => props.onSignedIn(person);
  const routes: readonly RouteDefinition[] = [
    { path: HOME_SCREEN, component: Start },
    { path: NEW_RECORD_SCREEN, component: NewActivityScreen },
    { path: DRAFT_SCREEN, component: DraftScreen },
    { path: EDIT_SCREEN, component: EditScreen },
    { path: JOURNAL_SCREEN, component: JournalScreen },
    { path: RECORD_SCREEN, component: RecordScreen },
    { path: PLAN_SCREEN, component: PlanScreen },
    { path: TALLY_SCREEN, component: TallyScreen },
    { path: TODAY_SCREEN, component: TodayScreen },
    { path: REVIEW_SCREEN, component: ReviewScreen },
    { path: HELP_SCREEN, component: HelpScreen },
    { path: SIGN_IN_SCREEN, component: () => <SignInScreens expired={app.person} onSignedIn={enter} /> },
    { path: OPEN_ACCOUNT_SCREEN, component: () => <SignInScreens opens onSignedIn={enter} /> },
  ];
  // Before the router looks where it is: a screen that led elsewhere once it is drawn would undo a press made meanwhile.
  if (location.pathname === HOME_SCREEN) history.replaceState(history.state, '', firstScreenOf(app.person.role));
  return <Router root={SignedInRoot}>{[...routes, ...(more() ?? FETCHING)]}</Router>;
}

/** Without a person every address leads to the sign-in; after it, to where the address pointed. */
export function SignedOutRoutes(props: Entry) {
  const enter = (person: Person): void => props.onSignedIn(person);
  return (
    <Router root={SignedOutRoot}>
      {[
        { path: OPEN_ACCOUNT_SCREEN, component: () => <SignInScreens opens onSignedIn={enter} /> },
        { path: HELP_SCREEN, component: HelpScreen },
        { path: '*', component: () => <SignInScreens onSignedIn={enter} /> },
      ]}
    </Router>
  );
}
