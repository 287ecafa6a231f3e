import { type Component, Show, Suspense } from 'solid-js';
import { useApp } from './app-context.ts';
import { withWords } from './labels/labels.ts';
import { lazyScreen } from './lazy-screen.ts';
import type { ActivityRow } from './store/db.ts';
import { lazyPiece } from './ui/lazy-piece.ts';

const JournalScreen = lazyScreen(
  ['records', 'refusals'],
  () => import('./features/activities/journal.tsx'),
  (m) => m.JournalScreen,
);
const RecordVerdict = lazyPiece(
  () => withWords(['review', 'refusals'], import('./features/review/record-verdict.tsx')),
  (m) => m.RecordVerdict,
);
/** Only who judges records has the keys for it on the phone. */
function VerdictOn(props: { row: ActivityRow }) {
  const { scope } = useApp();
  return (
    <Show when={scope.reviews === 'all' || scope.reviews.length > 0}>
      <Suspense>
        <RecordVerdict row={props.row} />
      </Suspense>
    </Show>
  );
}
const RecordScreen = lazyScreen(
  ['records', 'refusals'],
  () => import('./features/activities/record.tsx'),
  ({ RecordScreen: Page }) =>
    () => <Page verdict={(row) => <VerdictOn row={row} />} />,
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
  ['plans', 'tallies', 'factor', 'refusals'],
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
  ['plans'],
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
  ['account', 'lock', 'refusals'],
  () => import('./features/account/me.tsx'),
  (m) => m.MeScreen,
);
const DevicesScreen = lazyScreen(
  ['account', 'refusals'],
  () => import('./features/account/devices.tsx'),
  (m) => m.DevicesScreen,
);
const HeldDataScreen = lazyScreen(
  ['account', 'refusals'],
  () => import('./features/account/held-data.tsx'),
  (m) => m.HeldDataScreen,
);
const SecurityScreen = lazyScreen(
  ['factor', 'refusals'],
  () => import('./features/account/security.tsx'),
  (m) => m.SecurityScreen,
);
const AccountsScreen = lazyScreen(
  ['account', 'accounts', 'factor', 'refusals'],
  () => import('./features/admin/accounts.tsx'),
  (m) => m.AccountsScreen,
);
const AuditScreen = lazyScreen(
  ['audit', 'tallies', 'refusals'],
  () => import('./features/admin/audit.tsx'),
  (m) => m.AuditScreen,
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

/**
 * The screens that are not in the first page, each with the words it needs, by the names of its table of addresses (routes.tsx).
 * They are fetched as a table, so that one more costs the first page its address alone.
 */
export const SCREENS = {
  journal: JournalScreen,
  record: RecordScreen,
  plan: PlanScreen,
  tallies: TallyScreen,
  today: TodayScreen,
  review: ReviewScreen,
  attention: AttentionScreen,
  reference: ReferenceScreen,
  planImport: PlanImportScreen,
  item: ItemScreen,
  planVersions: PlanVersionsScreen,
  report: ReportScreen,
  browse: BrowseScreen,
  connections: ConnectionsScreen,
  spreadsheet: SpreadsheetScreen,
  serverRecord: ServerRecordScreen,
  me: MeScreen,
  devices: DevicesScreen,
  heldData: HeldDataScreen,
  security: SecurityScreen,
  accounts: AccountsScreen,
  audit: AuditScreen,
  notFound: NotFoundScreen,
} satisfies Readonly<Record<string, Component & { readonly preload: () => Promise<unknown> }>>;
