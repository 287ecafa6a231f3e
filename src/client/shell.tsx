import { useLocation } from '@solidjs/router';
import {
  type Accessor,
  createEffect,
  createMemo,
  createSignal,
  ErrorBoundary,
  type JSX,
  on,
  onCleanup,
  onMount,
  Show,
  Suspense,
  useContext,
} from 'solid-js';
import type { Role } from '../domain/person.ts';
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
  PLAN_SCREEN,
  RECORD_SCREEN,
  REVIEW_SCREEN,
  SIGN_IN_SCREEN,
  TALLY_SCREEN,
  TODAY_SCREEN,
} from './addresses.ts';
import { type App, AppContext, useApp } from './app-context.ts';
import { TroubleScreen } from './features/sync-status/trouble-screen.tsx';
import { createIdle, whenIdle } from './idle.ts';
import { formatNumber } from './labels/format.ts';
import { labels } from './labels/labels.ts';
import { lazyScreen } from './lazy-screen.ts';
import { createLiveQuery } from './store/live.ts';
import type { countToReview } from './store/records/review-count.lazy.ts';
import { Icon, type IconName } from './ui/icon.tsx';
import { Loading } from './ui/loading.tsx';
import { ShellContext } from './ui/screen.tsx';
import { SnackHost } from './ui/snack.tsx';
import { SideBar, type TabItem, Tabs } from './ui/tabs.tsx';

const OverAll = lazyScreen(
  ['account'],
  () => import('./features/sync-status/over-all.lazy.tsx'),
  (m) => m.OverAll,
);

export type TabName = 'today' | 'log' | 'journal' | 'plan' | 'tallies' | 'review' | 'me' | 'accounts' | 'devices';

interface Place {
  readonly icon: IconName;
  /** Where the tab leads, then what else belongs to it; the screens below these do too. */
  readonly screens: readonly [string, ...string[]];
}
const PLACES: Readonly<Record<TabName, Place>> = {
  today: { icon: 'cal', screens: [TODAY_SCREEN] },
  log: { icon: 'pen', screens: [HOME_SCREEN, NEW_RECORD_SCREEN, DRAFT_SCREEN] },
  journal: { icon: 'book', screens: [JOURNAL_SCREEN, RECORD_SCREEN, EDIT_SCREEN, ATTENTION_SCREEN] },
  plan: { icon: 'plan', screens: [PLAN_SCREEN] },
  // A lead has no tab for today.
  tallies: { icon: 'sum', screens: [TALLY_SCREEN, TODAY_SCREEN] },
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
  supervisor: ['today', 'log', 'journal', 'plan', 'tallies', 'review'],
  approver: ['today', 'journal', 'plan', 'tallies'],
  viewer: ['plan', 'tallies'],
  admin: ['accounts', 'devices', 'me'],
};

const isAt = (path: string, name: TabName): boolean => PLACES[name].screens.some((screen) => isBelow(path, screen));

/** A larger count does not fit beside the drawing. */
const MOST_ON_TAB = 99;

/** Screens somebody may be in the middle of filling in. */
const FORMS = [NEW_RECORD_SCREEN, DRAFT_SCREEN, EDIT_SCREEN, PLAN_DRAFT_SCREEN, SIGN_IN_SCREEN, OPEN_ACCOUNT_SCREEN];
const isForm = (path: string): boolean => FORMS.some((form) => isBelow(path, form));

/** So many find room beside each other. Who has more reaches those of an administrator by "Tôi". */
const MOST_TABS = 6;

/** The tabs of all roles of a person. */
function tabsOf(roles: readonly Role[]): readonly TabName[] {
  return (Object.keys(PLACES) as TabName[]).filter((name) => roles.some((role) => TABS[role].includes(name)));
}

/** Where the app opens for a person of these roles. */
export const firstScreenOf = (roles: readonly Role[]): string => PLACES[tabsOf(roles)[0] ?? 'log'].screens[0];
/** Whether the person has the screen where records are begun. */
export const hasHome = (roles: readonly Role[]): boolean => tabsOf(roles).includes('log');

/** How many records wait for this person's verdict; undefined until what counts them is there, which most phones never need. */
function createToReview(app: App): Accessor<number | undefined> {
  const [count, setCount] = createSignal<typeof countToReview>();
  createEffect(() => {
    if (!tabsOf(app.scope.roles).includes('review')) return;
    void import('./store/records/review-count.lazy.ts').then(
      (m) => setCount(() => m.countToReview),
      () => undefined,
    );
  });
  return createLiveQuery(async () => count()?.(app.db, app.scope.reviews));
}

/** Side bar, tabs and badges around the screens of a person who is signed in. `preload` reads the screens behind the tabs while nothing else is done. */
export function Frame(props: { preload: (names: readonly TabName[]) => void; children: JSX.Element }) {
  const app = useApp();
  const location = useLocation();
  const words = () => labels().common.tabs;
  /** The journal is for who logs here, or did; whoever opens with something else seldom does. */
  const logs = (): boolean => {
    const known = app.status();
    return (
      app.scope.roles.some((role) => TABS[role][0] === 'log') ||
      (known !== undefined && known.onPhone + known.received + known.attention > 0)
    );
  };
  const names = createMemo(() =>
    tabsOf(app.scope.roles)
      .filter((name) => name !== 'journal' || logs())
      .slice(0, MOST_TABS),
  );
  // Not under a form: there the phone's time belongs to the person's typing.
  const mayPreload = createMemo(() => !isForm(location.pathname));
  createEffect(() => {
    if (mayPreload()) onCleanup(whenIdle(() => props.preload(names())));
  });

  const toReview = createToReview(app);
  const badge = (name: TabName): TabItem['badge'] => {
    const count = (name === 'journal' ? app.status()?.attention : name === 'review' ? toReview() : 0) ?? 0;
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
  const unit = (): string => app.reference().units.find((unit) => unit.id === app.person.unitIds[0])?.shortName ?? '';
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
export function Guarded(props: { children: JSX.Element }) {
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
export function Over() {
  const app = useContext(AppContext);
  const location = useLocation();
  // The service worker fetches the whole app: on a slow link that comes after what the first screen needs.
  const settled = app?.settled ?? createIdle(() => true);
  return (
    <>
      <SnackHost />
      <Show when={settled()}>
        <Suspense>
          <OverAll quiet={isForm(location.pathname)} />
        </Suspense>
      </Show>
    </>
  );
}
