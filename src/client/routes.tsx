import { Route, Router, type RouteSectionProps, useLocation, useNavigate } from '@solidjs/router';
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
import { Loading } from './ui/loading.tsx';
import { ShellContext } from './ui/screen.tsx';
import { SnackHost } from './ui/snack.tsx';
import { SideBar, type TabItem, Tabs } from './ui/tabs.tsx';

const JournalScreen = lazy(() =>
  withWords(['records', 'refusals'], import('./features/activities/journal.tsx')).then((m) => ({ default: m.JournalScreen })),
);
const RecordScreen = lazy(() =>
  withWords(
    ['records', 'review', 'refusals'],
    Promise.all([import('./features/activities/record.tsx'), import('./features/review/record-verdict.tsx')]),
  ).then(([{ RecordScreen: Page }, { RecordVerdict }]) => ({ default: () => <Page verdict={(row) => <RecordVerdict row={row} />} /> })),
);
const ReviewScreen = lazy(() =>
  withWords(['review', 'refusals'], import('./features/review/review.tsx')).then((m) => ({ default: m.ReviewScreen })),
);
const AttentionScreen = lazy(() =>
  withWords(['records', 'refusals'], import('./features/activities/attention.tsx')).then((m) => ({ default: m.AttentionScreen })),
);
const PlanScreen = lazy(() => withWords(['plans'], import('./features/plans/plan-tree.tsx')).then((m) => ({ default: m.PlanScreen })));
const ItemScreen = lazy(() =>
  withWords(['plans', 'refusals'], import('./features/plans/item.tsx')).then((m) => ({ default: m.ItemScreen })),
);
const PlanVersionsScreen = lazy(() =>
  withWords(['plans', 'planLife', 'refusals'], import('./features/plan-life/plan-versions.tsx')).then((m) => ({
    default: m.PlanVersionsScreen,
  })),
);
const PlanImportScreen = lazy(() =>
  withWords(['plans', 'planImport', 'refusals'], import('./features/plan-import/plan-import.tsx')).then((m) => ({
    default: m.PlanImportScreen,
  })),
);
const TallyScreen = lazy(() =>
  withWords(['plans', 'tallies', 'refusals'], import('./features/tallies/tally-view.tsx')).then((m) => ({ default: m.TallyScreen })),
);
const ServerRecordScreen = lazy(() =>
  withWords(
    ['plans', 'tallies', 'records', 'review', 'refusals'],
    Promise.all([import('./features/tallies/server-record.tsx'), import('./features/review/record-verdict.tsx')]),
  ).then(([{ ServerRecordScreen: Page }, { OfficeVerdict }]) => ({
    default: () => <Page verdict={(record, again) => <OfficeVerdict record={record} onReceived={again} />} />,
  })),
);
const MeScreen = lazy(() => withWords(['account', 'refusals'], import('./features/account/me.tsx')).then((m) => ({ default: m.MeScreen })));
const DevicesScreen = lazy(() =>
  withWords(['account', 'refusals'], import('./features/account/devices.tsx')).then((m) => ({ default: m.DevicesScreen })),
);
const HelpScreen = lazy(() =>
  withWords(['account', 'refusals'], import('./features/account/help.tsx')).then((m) => ({ default: m.HelpScreen })),
);
const AccountsScreen = lazy(() =>
  withWords(['account', 'refusals'], import('./features/admin/accounts.tsx')).then((m) => ({ default: m.AccountsScreen })),
);
const ReferenceScreen = lazy(() =>
  withWords(['reference', 'refusals'], import('./features/reference/reference-screen.tsx')).then((m) => ({ default: m.ReferenceScreen })),
);
const SignInScreen = lazy(() =>
  withWords(['account', 'refusals'], import('./features/account/sign-in.tsx')).then((m) => ({ default: m.SignInScreen })),
);
const OpenAccountScreen = lazy(() =>
  withWords(['account', 'refusals'], import('./features/account/open-account.tsx')).then((m) => ({ default: m.OpenAccountScreen })),
);
const LossNotice = lazy(() =>
  withWords(['account'], import('./features/sync-status/loss-notice.tsx')).then((m) => ({ default: m.LossNotice })),
);
const NotFoundScreen = lazy(() =>
  withWords(['account'], import('./features/sync-status/not-found.tsx')).then((m) => ({ default: m.NotFoundScreen })),
);
// Only screens that come later ask.
const AskHost = lazy(() => import('./ui/ask.tsx').then((m) => ({ default: m.AskHost })));
const UpdatePrompt = lazy(() =>
  withWords(['account'], import('./features/sync-status/update-prompt.tsx')).then((m) => ({ default: m.UpdatePrompt })),
);

type TabName = 'log' | 'journal' | 'plan' | 'tallies' | 'review' | 'me' | 'accounts' | 'devices';

interface Place {
  readonly href: string;
  readonly icon: IconName;
  /** Every path that belongs to the tab begins with one of these. */
  readonly paths: readonly string[];
}
const PLACES: Readonly<Record<TabName, Place>> = {
  log: { href: '/', icon: 'pen', paths: ['/ghi/', '/nhap/'] },
  journal: { href: '/nhat-ky', icon: 'book', paths: ['/nhat-ky', '/ban-ghi/', '/sua/', '/can-xem-lai'] },
  plan: { href: '/ke-hoach', icon: 'plan', paths: ['/ke-hoach'] },
  tallies: { href: '/tong-hop', icon: 'sum', paths: ['/tong-hop'] },
  review: { href: '/duyet', icon: 'stamp', paths: ['/duyet'] },
  accounts: { href: '/quan-tri/tai-khoan', icon: 'people', paths: ['/quan-tri/', '/ke-hoach/'] },
  devices: { href: '/toi/may', icon: 'dev', paths: ['/toi/may'] },
  me: { href: '/toi', icon: 'me', paths: ['/toi', '/tro-giup'] },
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

const isAt = (path: string, name: TabName): boolean =>
  path === PLACES[name].href || PLACES[name].paths.some((prefix) => path.startsWith(prefix));

/** A larger count does not fit beside the drawing. */
const MOST_ON_TAB = 99;

/** Screens somebody may be in the middle of filling in. */
const FORMS = ['/ghi/', '/nhap/', '/sua/', '/ke-hoach/nhap/', '/dang-nhap', '/mo-tai-khoan'];
const isForm = (path: string): boolean => FORMS.some((form) => path.startsWith(form));

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
    // The devices of an administrator lie below "/toi": the first tab that claims a path has it.
    const current = list.find((name) => isAt(location.pathname, name));
    return list.map((name) => ({
      href: PLACES[name].href,
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
        <a class="me-key" href={PLACES.me.href} aria-label={words().me}>
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
  if (isElsewhere) navigate(PLACES[first].href, { replace: true });
  return (
    <Show when={!isElsewhere}>
      <HomeScreen
        truth={
          <>
            <TruthLine />
            <Show when={app.sync.lost() > 0}>
              <Suspense>
                <LossNotice />
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

const withEntry =
  (Screen: Component<Entry>, entry: Entry): Component =>
  () => <Screen onSignedIn={(person) => entry.onSignedIn(person)} />;

export function SignedInRoutes(props: Entry) {
  const app = useApp();
  const SignInAgain: Component<Entry> = (entry) => <SignInScreen expired={app.person} onSignedIn={(person) => entry.onSignedIn(person)} />;
  return (
    <Router root={SignedInRoot}>
      <Route path="/" component={Start} />
      <Route path="/ghi/:type" component={NewActivityScreen} />
      <Route path="/nhap/:id" component={DraftScreen} />
      <Route path="/sua/:id" component={EditScreen} />
      <Route path="/nhat-ky" component={JournalScreen} />
      <Route path="/ban-ghi/:id" component={RecordScreen} />
      <Route path="/can-xem-lai" component={AttentionScreen} />
      <Route path="/ke-hoach" component={PlanScreen} />
      <Route path="/ke-hoach/danh-muc" component={ReferenceScreen} />
      <Route path="/ke-hoach/nhap/:draftId?" component={PlanImportScreen} />
      <Route path="/ke-hoach/:planId/:code" component={ItemScreen} />
      <Route path="/ke-hoach/:planId/cac-ban" component={PlanVersionsScreen} />
      <Route path="/tong-hop" component={TallyScreen} />
      <Route path="/tong-hop/ban-ghi/:id" component={ServerRecordScreen} />
      <Route path="/duyet" component={ReviewScreen} />
      <Route path="/toi" component={MeScreen} />
      <Route path="/toi/may" component={DevicesScreen} />
      <Route path="/tro-giup" component={HelpScreen} />
      <Route path="/quan-tri/tai-khoan" component={AccountsScreen} />
      <Route path="/dang-nhap" component={withEntry(SignInAgain, props)} />
      <Route path="/mo-tai-khoan" component={withEntry(OpenAccountScreen, props)} />
      <Route path="*" component={NotFoundScreen} />
    </Router>
  );
}

/** Without a person every address leads to the sign-in; after it, to where the address pointed. */
export function SignedOutRoutes(props: Entry) {
  return (
    <Router root={SignedOutRoot}>
      <Route path="/mo-tai-khoan" component={withEntry(OpenAccountScreen, props)} />
      <Route path="/tro-giup" component={HelpScreen} />
      <Route path="*" component={withEntry(SignInScreen, props)} />
    </Router>
  );
}
