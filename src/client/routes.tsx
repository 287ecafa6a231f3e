import { Router, type RouteSectionProps, useLocation, useNavigate } from '@solidjs/router';
import {
  type Accessor,
  type Component,
  createEffect,
  createMemo,
  createSignal,
  ErrorBoundary,
  type JSX,
  lazy,
  on,
  onCleanup,
  onMount,
  Show,
  Suspense,
  useContext,
} from 'solid-js';
import type { Person, Role } from '../domain/person.ts';
import {
  ACCOUNTS_SCREEN,
  ATTENTION_SCREEN,
  DEVICES_SCREEN,
  DRAFT_SCREEN,
  EDIT_SCREEN,
  HELP_SCREEN,
  HOME_SCREEN,
  ITEM_SCREEN,
  isBelow,
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
  SERVER_RECORD_SCREEN,
  SIGN_IN_SCREEN,
  TALLY_SCREEN,
} from './addresses.ts';
import { type App, AppContext, useApp } from './app-context.ts';
import { HomeScreen } from './features/activities/home.tsx';
import { NewActivityScreen } from './features/activities/new-activity.tsx';
import { DraftScreen, EditScreen } from './features/activities/open-form.tsx';
import { mayRecord } from './features/activities/propose.ts';
import { TroubleScreen } from './features/sync-status/trouble-screen.tsx';
import { TruthLine } from './features/sync-status/truth-line.tsx';
import { createIdle, whenIdle } from './idle.ts';
import { formatNumber } from './labels/format.ts';
import { labels, withWords } from './labels/labels.ts';
import { createLiveQuery } from './store/live.ts';
import type { countToReview } from './store/records/review-count.lazy.ts';
import { Icon, type IconName } from './ui/icon.tsx';
import { latePiece } from './ui/late-piece.ts';
import { Loading } from './ui/loading.tsx';
import { ShellContext } from './ui/screen.tsx';
import { SnackHost } from './ui/snack.tsx';
import { SideBar, type TabItem, Tabs } from './ui/tabs.tsx';

/** A screen that is not in the first page: it is fetched together with the words it needs. */
const late = <Module, Props extends object>(
  words: Parameters<typeof withWords>[0],
  load: () => Promise<Module>,
  screenOf: (module: Module) => Component<Props>,
) => lazy(async () => ({ default: screenOf(await withWords(words, load())) }));

const JournalScreen = late(
  ['records', 'refusals'],
  () => import('./features/activities/journal.tsx'),
  (m) => m.JournalScreen,
);
const RecordScreen = late(
  ['records', 'review', 'refusals'],
  () => Promise.all([import('./features/activities/record.tsx'), import('./features/review/record-verdict.tsx')]),
  ([{ RecordScreen: Page }, { RecordVerdict }]) =>
    () => <Page verdict={(row) => <RecordVerdict row={row} />} />,
);
const ReviewScreen = late(
  ['review', 'refusals'],
  () => import('./features/review/review.tsx'),
  (m) => m.ReviewScreen,
);
const AttentionScreen = late(
  ['records', 'refusals'],
  () => import('./features/activities/attention.tsx'),
  (m) => m.AttentionScreen,
);
const PlanScreen = late(
  ['plans'],
  () => import('./features/plans/plan-tree.tsx'),
  (m) => m.PlanScreen,
);
const ItemScreen = late(
  ['plans', 'refusals'],
  () => import('./features/plans/item.tsx'),
  (m) => m.ItemScreen,
);
const PlanVersionsScreen = late(
  ['plans', 'planLife', 'refusals'],
  () => import('./features/plan-life/plan-versions.tsx'),
  (m) => m.PlanVersionsScreen,
);
const PlanImportScreen = late(
  ['plans', 'planImport', 'refusals'],
  () => import('./features/plan-import/plan-import.tsx'),
  (m) => m.PlanImportScreen,
);
const TallyScreen = late(
  ['plans', 'tallies', 'refusals'],
  () => import('./features/tallies/tally-view.tsx'),
  (m) => m.TallyScreen,
);
const ReportScreen = late(
  ['tallies', 'refusals'],
  () => import('./features/reports/report-screen.tsx'),
  (m) => m.ReportScreen,
);
const ServerRecordScreen = late(
  ['tallies', 'records', 'review', 'refusals'],
  () => Promise.all([import('./features/tallies/server-record.tsx'), import('./features/review/record-verdict.tsx')]),
  ([{ ServerRecordScreen: Page }, { OfficeVerdict }]) =>
    () => <Page verdict={(record, again) => <OfficeVerdict record={record} onReceived={again} />} />,
);
const MeScreen = late(
  ['account', 'refusals'],
  () => import('./features/account/me.tsx'),
  (m) => m.MeScreen,
);
const DevicesScreen = late(
  ['account', 'refusals'],
  () => import('./features/account/devices.tsx'),
  (m) => m.DevicesScreen,
);
const HelpScreen = late(
  ['account'],
  () => import('./features/account/help.tsx'),
  (m) => m.HelpScreen,
);
const AccountsScreen = late(
  ['account', 'refusals'],
  () => import('./features/admin/accounts.tsx'),
  (m) => m.AccountsScreen,
);
const ReferenceScreen = late(
  ['reference', 'refusals'],
  () => import('./features/reference/reference-screen.tsx'),
  (m) => m.ReferenceScreen,
);
const SignInScreen = late(
  ['account', 'refusals'],
  () => import('./features/account/sign-in.tsx'),
  (m) => m.SignInScreen,
);
const OpenAccountScreen = late(
  ['account', 'refusals'],
  () => import('./features/account/open-account.tsx'),
  (m) => m.OpenAccountScreen,
);
const HomeNotes = latePiece(
  () => withWords(['account', 'tallies'], import('./features/sync-status/home-notes.tsx')),
  (m) => m.HomeNotes,
);
const NotFoundScreen = late(
  ['account'],
  () => import('./features/sync-status/not-found.tsx'),
  (m) => m.NotFoundScreen,
);
// Only screens that come later ask.
const AskHost = lazy(() => import('./ui/ask.tsx').then((m) => ({ default: m.AskHost })));
const UpdatePrompt = late(
  ['account'],
  () => import('./features/sync-status/update-prompt.tsx'),
  (m) => m.UpdatePrompt,
);

type TabName = 'log' | 'journal' | 'plan' | 'tallies' | 'review' | 'me' | 'accounts' | 'devices';

interface Place {
  readonly icon: IconName;
  /** Where the tab leads, then what else belongs to it; the screens below these do too. */
  readonly screens: readonly [string, ...string[]];
}
const PLACES: Readonly<Record<TabName, Place>> = {
  log: { icon: 'pen', screens: [HOME_SCREEN, NEW_RECORD_SCREEN, DRAFT_SCREEN] },
  journal: { icon: 'book', screens: [JOURNAL_SCREEN, RECORD_SCREEN, EDIT_SCREEN, ATTENTION_SCREEN] },
  plan: { icon: 'plan', screens: [PLAN_SCREEN] },
  tallies: { icon: 'sum', screens: [TALLY_SCREEN] },
  review: { icon: 'stamp', screens: [REVIEW_SCREEN] },
  // An administrator has no tab for the plan: what lies below it belongs here.
  accounts: { icon: 'people', screens: [ACCOUNTS_SCREEN, ITEM_SCREEN] },
  devices: { icon: 'dev', screens: [DEVICES_SCREEN] },
  me: { icon: 'me', screens: [ME_SCREEN, HELP_SCREEN] },
};

/** The first is where the app opens. Who has no tab for "Tôi" finds it in the head. */
const TABS: Readonly<Record<Role, readonly TabName[]>> = {
  officer: ['log', 'journal', 'plan', 'me'],
  unitLead: ['log', 'journal', 'plan', 'tallies', 'review'],
  supervisor: ['log', 'journal', 'plan', 'tallies', 'review'],
  approver: ['plan', 'journal', 'tallies'],
  viewer: ['plan', 'tallies'],
  admin: ['accounts', 'devices', 'me'],
};

const isAt = (path: string, name: TabName): boolean => PLACES[name].screens.some((screen) => isBelow(path, screen));

/** A larger count does not fit beside the drawing. */
const MOST_ON_TAB = 99;

/** Screens somebody may be in the middle of filling in. */
const FORMS = [NEW_RECORD_SCREEN, DRAFT_SCREEN, EDIT_SCREEN, PLAN_DRAFT_SCREEN, SIGN_IN_SCREEN, OPEN_ACCOUNT_SCREEN];
const isForm = (path: string): boolean => FORMS.some((form) => isBelow(path, form));

/** Screens that are not in the first page, by the tab that opens them. */
const LATE_SCREENS: Partial<Record<TabName, { readonly preload: () => Promise<unknown> }>> = {
  journal: JournalScreen,
  plan: PlanScreen,
  tallies: TallyScreen,
};
/** Reads the screens behind the tabs before they are asked for: from what the service worker keeps, never over the air. */
function preloadScreens(names: readonly TabName[]): void {
  if (!navigator.serviceWorker?.controller) return;
  for (const name of names) LATE_SCREENS[name]?.preload().catch(() => undefined);
}

/** How many records wait for this person's verdict; undefined until what counts them is there, which most phones never need. */
function createToReview(app: App): Accessor<number | undefined> {
  const [count, setCount] = createSignal<typeof countToReview>();
  void import('./store/records/review-count.lazy.ts').then(
    (m) => setCount(() => m.countToReview),
    () => undefined,
  );
  return createLiveQuery(async () => count()?.(app.db, app.scope.reviews));
}

function Frame(props: { children: JSX.Element }) {
  const app = useApp();
  const location = useLocation();
  const words = () => labels().common.tabs;
  /** The journal is for who logs here, or did. */
  const logs = (): boolean => {
    const known = app.truth();
    return mayRecord(app.scope) || (known !== undefined && known.onPhone + known.received + known.attention > 0);
  };
  const names = createMemo(() => TABS[app.person.role].filter((name) => name !== 'journal' || logs()));
  // Not under a form: there the phone's time belongs to the person's typing.
  const mayPreload = createMemo(() => !isForm(location.pathname));
  createEffect(() => {
    if (mayPreload()) onCleanup(whenIdle(() => preloadScreens(names())));
  });

  const toReview = TABS[app.person.role].includes('review') ? createToReview(app) : () => 0;
  const badge = (name: TabName): TabItem['badge'] => {
    const count = (name === 'journal' ? app.truth()?.attention : name === 'review' ? toReview() : 0) ?? 0;
    if (count === 0) return undefined;
    const text = formatNumber(count);
    if (name === 'journal') return { count: text, label: words().needLook(text) };
    return { count: count > MOST_ON_TAB ? `${MOST_ON_TAB}+` : text, label: words().toReview(text), quiet: true };
  };
  const items = (list: readonly TabName[]): TabItem[] => {
    // The devices of an administrator lie below "Tôi": the first tab that claims a path has it.
    const current = list.find((name) => isAt(location.pathname, name));
    return list.map((name) => ({
      href: PLACES[name].screens[0],
      icon: PLACES[name].icon,
      word: words()[name],
      current: name === current,
      badge: badge(name),
    }));
  };
  const unit = (): string => app.reference().units.find((one) => one.id === app.person.unitIds[0])?.shortName ?? '';
  const shell = {
    tabs: () => <Tabs items={items(names())} label={words().name} />,
    headKey: () => (
      <Show when={!names().includes('me') && !isAt(location.pathname, 'me')}>
        <a class="me-key" href={PLACES.me.screens[0]} aria-label={words().me}>
          <Icon name="me" />
        </a>
      </Show>
    ),
  };
  return (
    <ShellContext.Provider value={shell}>
      <div class="shell">
        <SideBar items={items(names().includes('me') ? names() : [...names(), 'me'])} label={words().name} brand={labels().common.app}>
          <b class="figure">{app.person.staffCode}</b>
          <p class="meta">{unit() || labels().domain.roles[app.person.role]}</p>
        </SideBar>
        {props.children}
      </div>
    </ShellContext.Provider>
  );
}

/** A failed screen gives way to one that opens again; going elsewhere leaves it behind. */
function Guarded(props: { children: JSX.Element }) {
  const app = useContext(AppContext);
  const location = useLocation();
  return (
    <ErrorBoundary
      fallback={(error, reset) => {
        createEffect(on(() => location.pathname, reset, { defer: true }));
        onMount(() => reportError(error));
        return (
          <TroubleScreen
            error={error}
            onExport={app && (() => void import('./features/sync-status/export-unsent.lazy.ts').then((m) => m.exportUnsent(app)))}
          />
        );
      }}
    >
      <Suspense fallback={<Loading label={labels().common.loading} />}>{props.children}</Suspense>
    </ErrorBoundary>
  );
}

/** What lies over every screen. */
function Over() {
  const app = useContext(AppContext);
  const location = useLocation();
  // The service worker fetches the whole app: on a slow link that comes after what the first screen needs.
  const settled = app?.settled ?? createIdle(() => true);
  return (
    <>
      <SnackHost />
      <Show when={settled()}>
        <Suspense>
          <AskHost />
        </Suspense>
      </Show>
      <Show when={import.meta.env.PROD && settled()}>
        <Suspense>
          <UpdatePrompt db={app?.db} quiet={isForm(location.pathname)} />
        </Suspense>
      </Show>
    </>
  );
}

function SignedInRoot(props: RouteSectionProps) {
  return (
    <>
      <Frame>
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

/** The first tab of whoever does not record. */
function Start() {
  const app = useApp();
  const navigate = useNavigate();
  const [first] = TABS[app.person.role];
  const isElsewhere = first !== undefined && first !== 'log';
  if (isElsewhere) navigate(PLACES[first].screens[0], { replace: true });
  return (
    <Show when={!isElsewhere}>
      <HomeScreen
        truth={
          <>
            <TruthLine />
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
  return (
    <Router root={SignedInRoot}>
      {[
        { path: HOME_SCREEN, component: Start },
        { path: NEW_RECORD_SCREEN, component: NewActivityScreen },
        { path: DRAFT_SCREEN, component: DraftScreen },
        { path: EDIT_SCREEN, component: EditScreen },
        { path: JOURNAL_SCREEN, component: JournalScreen },
        { path: RECORD_SCREEN, component: RecordScreen },
        { path: ATTENTION_SCREEN, component: AttentionScreen },
        { path: PLAN_SCREEN, component: PlanScreen },
        { path: REFERENCE_SCREEN, component: ReferenceScreen },
        { path: [PLAN_IMPORT_SCREEN, PLAN_DRAFT_SCREEN], component: PlanImportScreen },
        { path: ITEM_SCREEN, component: ItemScreen },
        { path: PLAN_VERSIONS_SCREEN, component: PlanVersionsScreen },
        { path: TALLY_SCREEN, component: TallyScreen },
        { path: REPORT_SCREEN, component: ReportScreen },
        { path: SERVER_RECORD_SCREEN, component: ServerRecordScreen },
        { path: REVIEW_SCREEN, component: ReviewScreen },
        { path: ME_SCREEN, component: MeScreen },
        { path: DEVICES_SCREEN, component: DevicesScreen },
        { path: HELP_SCREEN, component: HelpScreen },
        { path: ACCOUNTS_SCREEN, component: AccountsScreen },
        { path: SIGN_IN_SCREEN, component: () => <SignInScreen expired={app.person} onSignedIn={enter} /> },
        { path: OPEN_ACCOUNT_SCREEN, component: () => <OpenAccountScreen onSignedIn={enter} /> },
        { path: '*', component: NotFoundScreen },
      ]}
    </Router>
  );
}

/** Without a person every address leads to the sign-in; after it, to where the address pointed. */
export function SignedOutRoutes(props: Entry) {
  const enter = (person: Person): void => props.onSignedIn(person);
  return (
    <Router root={SignedOutRoot}>
      {[
        { path: OPEN_ACCOUNT_SCREEN, component: () => <OpenAccountScreen onSignedIn={enter} /> },
        { path: HELP_SCREEN, component: HelpScreen },
        { path: '*', component: () => <SignInScreen onSignedIn={enter} /> },
      ]}
    </Router>
  );
}
