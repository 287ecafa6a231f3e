import { type RouteDefinition, Router, type RouteSectionProps, useNavigate } from '@solidjs/router';
import { lazy, Show, Suspense } from 'solid-js';
import type { Person } from '../domain/person.ts';
import {
  ACCOUNTS_SCREEN,
  ATTENTION_SCREEN,
  AUDIT_SCREEN,
  BROWSE_SCREEN,
  CONNECTIONS_SCREEN,
  DEVICES_SCREEN,
  DRAFT_SCREEN,
  EDIT_SCREEN,
  HELD_DATA_SCREEN,
  HELP_SCREEN,
  HOME_SCREEN,
  ITEM_SCREEN,
  JOURNAL_SCREEN,
  ME_SCREEN,
  NEW_RECORD_SCREEN,
  OPEN_ACCOUNT_SCREEN,
  PLAN_DRAFT_SCREEN,
  PLAN_IMPORT_SCREEN,
  PLAN_SCREEN,
  PLAN_VERSIONS_SCREEN,
  RECORD_SCREEN,
  REFERENCE_SCREEN,
  REPORT_SCREEN,
  REVIEW_SCREEN,
  SECURITY_SCREEN,
  SERVER_RECORD_SCREEN,
  SIGN_IN_SCREEN,
  SPREADSHEET_SCREEN,
  TALLY_SCREEN,
  TODAY_SCREEN,
} from './addresses.ts';
import { useApp } from './app-context.ts';
import { HomeScreen } from './features/activities/home.tsx';
import { NewActivityScreen } from './features/activities/new-activity.tsx';
import { DraftScreen, EditScreen } from './features/activities/open-form.tsx';
import { UploadStatusLine } from './features/sync-status/upload-status-line.tsx';
import { withWords } from './labels/labels.ts';
import { lazyScreen } from './lazy-screen.ts';
import { savesData } from './saves-data.ts';
import type { SCREENS } from './screens.lazy.tsx';
import { Frame, firstScreenOf, Guarded, hasHome, Over, type TabName } from './shell.tsx';
import { lazyPiece } from './ui/lazy-piece.ts';

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
  () => withWords(['account', 'plans'], import('./features/sync-status/home-notes.lazy.tsx')),
  (m) => m.HomeNotes,
);

/** A screen that is not in the first page, by its name in the table that is fetched late. */
type LateScreen = keyof typeof SCREENS;
const fetchScreens = () => import('./screens.lazy.tsx');

/**
 * All their addresses stand in the first page, whose routes never change: a press that waits for its screen would be lost where
 * the routes are replaced meanwhile.
 */
const ADDRESSES: Readonly<Record<LateScreen, string | string[]>> = {
  journal: JOURNAL_SCREEN,
  record: RECORD_SCREEN,
  plan: PLAN_SCREEN,
  tallies: TALLY_SCREEN,
  today: TODAY_SCREEN,
  review: REVIEW_SCREEN,
  attention: ATTENTION_SCREEN,
  reference: REFERENCE_SCREEN,
  planImport: [PLAN_IMPORT_SCREEN, PLAN_DRAFT_SCREEN],
  item: ITEM_SCREEN,
  planVersions: PLAN_VERSIONS_SCREEN,
  report: REPORT_SCREEN,
  browse: BROWSE_SCREEN,
  connections: CONNECTIONS_SCREEN,
  spreadsheet: SPREADSHEET_SCREEN,
  serverRecord: SERVER_RECORD_SCREEN,
  me: ME_SCREEN,
  devices: DEVICES_SCREEN,
  heldData: HELD_DATA_SCREEN,
  security: SECURITY_SCREEN,
  accounts: ACCOUNTS_SCREEN,
  audit: AUDIT_SCREEN,
  notFound: '*',
};
const LATE_ROUTES: readonly RouteDefinition[] = Object.entries(ADDRESSES).map(([name, path]) => ({
  path,
  component: lazy(async () => ({ default: (await fetchScreens()).SCREENS[name as LateScreen] })),
}));

/** Screens that are read before they are asked for, with the tab that leads to them: from what the service worker keeps, never over the air. */
const PRELOADED: readonly (readonly [TabName, LateScreen])[] = [
  ['journal', 'journal'],
  ['journal', 'record'],
  ['plan', 'plan'],
  ['tallies', 'tallies'],
];
function preloadScreens(names: readonly TabName[]): void {
  if (!navigator.serviceWorker?.controller || savesData()) return;
  fetchScreens()
    .then(({ SCREENS }) => Promise.all(PRELOADED.filter(([tab]) => names.includes(tab)).map(([, screen]) => SCREENS[screen].preload())))
    .catch(() => undefined);
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
  const isHome = hasHome(app.scope.roles);
  if (!isHome) navigate(firstScreenOf(app.scope.roles), { replace: true });
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
    { path: HELP_SCREEN, component: HelpScreen },
    { path: SIGN_IN_SCREEN, component: () => <SignInScreens expired={app.person} onSignedIn={enter} /> },
    { path: OPEN_ACCOUNT_SCREEN, component: () => <SignInScreens opens onSignedIn={enter} /> },
  ];
  // Before the router looks where it is: a screen that led elsewhere once it is drawn would undo a press made meanwhile.
  if (location.pathname === HOME_SCREEN) history.replaceState(history.state, '', firstScreenOf(app.scope.roles));
  return <Router root={SignedInRoot}>{[...routes, ...LATE_ROUTES]}</Router>;
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
