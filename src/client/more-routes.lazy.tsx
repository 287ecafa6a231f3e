import type { RouteDefinition } from '@solidjs/router';
import {
  ACCOUNTS_SCREEN,
  ATTENTION_SCREEN,
  BROWSE_SCREEN,
  CONNECTIONS_SCREEN,
  DEVICES_SCREEN,
  ITEM_SCREEN,
  ME_SCREEN,
  PLAN_DRAFT_SCREEN,
  PLAN_IMPORT_SCREEN,
  PLAN_VERSIONS_SCREEN,
  REFERENCE_SCREEN,
  REPORT_SCREEN,
  SERVER_RECORD_SCREEN,
  SPREADSHEET_SCREEN,
} from './addresses.ts';
import { lazyScreen } from './lazy-screen.ts';

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
const SpreadsheetScreen = lazyScreen(
  ['connections', 'refusals'],
  () => import('./features/spreadsheet/spreadsheet-screen.tsx'),
  (m) => m.SpreadsheetScreen,
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
  { path: ATTENTION_SCREEN, component: AttentionScreen },
  { path: REFERENCE_SCREEN, component: ReferenceScreen },
  { path: [PLAN_IMPORT_SCREEN, PLAN_DRAFT_SCREEN], component: PlanImportScreen },
  { path: ITEM_SCREEN, component: ItemScreen },
  { path: PLAN_VERSIONS_SCREEN, component: PlanVersionsScreen },
  { path: REPORT_SCREEN, component: ReportScreen },
  { path: BROWSE_SCREEN, component: BrowseScreen },
  { path: CONNECTIONS_SCREEN, component: ConnectionsScreen },
  { path: SPREADSHEET_SCREEN, component: SpreadsheetScreen },
  { path: SERVER_RECORD_SCREEN, component: ServerRecordScreen },
  { path: ME_SCREEN, component: MeScreen },
  { path: DEVICES_SCREEN, component: DevicesScreen },
  { path: ACCOUNTS_SCREEN, component: AccountsScreen },
  { path: '*', component: NotFoundScreen },
];
