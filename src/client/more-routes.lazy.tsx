import type { RouteDefinition } from '@solidjs/router';
import {
  ACCOUNTS_SCREEN,
  ATTENTION_SCREEN,
  BROWSE_SCREEN,
  CONNECTIONS_SCREEN,
  DEVICES_SCREEN,
  ITEM_SCREEN,
  JOURNAL_SCREEN,
  ME_SCREEN,
  PLAN_DRAFT_SCREEN,
  PLAN_IMPORT_SCREEN,
  PLAN_SCREEN,
  PLAN_VERSIONS_SCREEN,
  RECORD_SCREEN,
  REFERENCE_SCREEN,
  REPORT_SCREEN,
  REVIEW_SCREEN,
  SERVER_RECORD_SCREEN,
  TALLY_SCREEN,
  TODAY_SCREEN,
} from './addresses.ts';
import { lazyScreen } from './lazy-screen.ts';
import type { TabName } from './shell.tsx';

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
const AttentionScreen = lazyScreen(
  ['records', 'refusals'],
  () => import('./features/activities/attention.tsx'),
  (m) => m.AttentionScreen,
);
const ItemScreen = lazyScreen(
  ['plans', 'refusals'],
  () => import('./features/plans/item.tsx'),
  (m) => m.ItemScreen,
);
const PlanVersionsScreen = lazyScreen(
  ['plans', 'planLife', 'refusals'],
  () => import('./features/plan-life/plan-versions.tsx'),
  (m) => m.PlanVersionsScreen,
);
const PlanImportScreen = lazyScreen(
  ['plans', 'planImport', 'refusals'],
  () => import('./features/plan-import/plan-import.tsx'),
  (m) => m.PlanImportScreen,
);
const ReportScreen = lazyScreen(
  ['tallies', 'refusals'],
  () => import('./features/reports/report-screen.tsx'),
  (m) => m.ReportScreen,
);
const ServerRecordScreen = lazyScreen(
  ['tallies', 'records', 'review', 'refusals'],
  () => Promise.all([import('./features/tallies/server-record.tsx'), import('./features/review/record-verdict.tsx')]),
  ([{ ServerRecordScreen: Page }, { OfficeVerdict }]) =>
    () => <Page verdict={(record, again) => <OfficeVerdict record={record} onReceived={again} />} />,
);
const BrowseScreen = lazyScreen(
  ['browse', 'records', 'review', 'refusals'],
  () => Promise.all([import('./features/browse/browse-screen.tsx'), import('./features/review/record-verdict.tsx')]),
  ([{ BrowseScreen: Page }, { OfficeVerdict, RecordVerdict }]) =>
    () => <Page here={RecordVerdict} office={OfficeVerdict} />,
);
const ConnectionsScreen = lazyScreen(
  ['connections', 'refusals'],
  () => import('./features/connections/connections-screen.tsx'),
  (m) => m.ConnectionsScreen,
);
const MeScreen = lazyScreen(
  ['account', 'refusals'],
  () => import('./features/account/me.tsx'),
  (m) => m.MeScreen,
);
const DevicesScreen = lazyScreen(
  ['account', 'refusals'],
  () => import('./features/account/devices.tsx'),
  (m) => m.DevicesScreen,
);
const AccountsScreen = lazyScreen(
  ['account', 'refusals'],
  () => import('./features/admin/accounts.tsx'),
  (m) => m.AccountsScreen,
);
const ReferenceScreen = lazyScreen(
  ['reference', 'refusals'],
  () => import('./features/reference/reference-screen.tsx'),
  (m) => m.ReferenceScreen,
);
const NotFoundScreen = lazyScreen(
  ['account'],
  () => import('./features/sync-status/not-found.tsx'),
  (m) => m.NotFoundScreen,
);

/** The screens that nobody needs in the first moments. They are fetched as a table, so that one more costs the first page nothing. */
export const MORE_ROUTES: readonly RouteDefinition[] = [
  { path: JOURNAL_SCREEN, component: JournalScreen },
  { path: RECORD_SCREEN, component: RecordScreen },
  { path: PLAN_SCREEN, component: PlanScreen },
  { path: TALLY_SCREEN, component: TallyScreen },
  { path: TODAY_SCREEN, component: TodayScreen },
  { path: REVIEW_SCREEN, component: ReviewScreen },
  { path: ATTENTION_SCREEN, component: AttentionScreen },
  { path: REFERENCE_SCREEN, component: ReferenceScreen },
  { path: [PLAN_IMPORT_SCREEN, PLAN_DRAFT_SCREEN], component: PlanImportScreen },
  { path: ITEM_SCREEN, component: ItemScreen },
  { path: PLAN_VERSIONS_SCREEN, component: PlanVersionsScreen },
  { path: REPORT_SCREEN, component: ReportScreen },
  { path: BROWSE_SCREEN, component: BrowseScreen },
  { path: CONNECTIONS_SCREEN, component: ConnectionsScreen },
  { path: SERVER_RECORD_SCREEN, component: ServerRecordScreen },
  { path: ME_SCREEN, component: MeScreen },
  { path: DEVICES_SCREEN, component: DevicesScreen },
  { path: ACCOUNTS_SCREEN, component: AccountsScreen },
  { path: '*', component: NotFoundScreen },
];

const TAB_SCREENS: Partial<Record<TabName, { readonly preload: () => Promise<unknown> }>> = {
  journal: JournalScreen,
  plan: PlanScreen,
  tallies: TallyScreen,
  today: TodayScreen,
  review: ReviewScreen,
};

/** Reads the screens of these tabs before they are asked for. */
export function preload(names: readonly TabName[]): void {
  for (const name of names) TAB_SCREENS[name]?.preload().catch(() => undefined);
}
