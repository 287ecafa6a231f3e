import type { RecordState } from '../../src/domain/activity.ts';
import type { RecordAction } from '../../src/domain/record-action.ts';
import { demonstrationPlan } from '../../src/server/set-up.ts';
import type { RejectReason } from './helpers.ts';
import { MILESTONE_PLAN } from './milestone-plan.ts';

/** Those who ask, each seen from one record: that of an officer of the border unit. */
export const ACTORS = {
  nobody: undefined,
  author: 'CB-07',
  colleague: 'CB-08',
  officerElsewhere: 'CB-12',
  lead: 'TP-QLBG',
  leadElsewhere: 'TP-LS',
  supervisor: 'VP-01',
  approver: 'GD-01',
  viewer: 'TV-01',
  admin: 'QT-01',
} as const;
export type Actor = keyof typeof ACTORS;
export const ACTOR_NAMES = Object.keys(ACTORS) as Actor[];

/** What a request is about. An unknown one stands for each, and must get the answer a foreign one gets. */
export interface Targets {
  readonly activityId: string;
  readonly deviceId: string;
  readonly accountId: string;
  readonly unitId: string;
  /** A name nobody has yet. */
  readonly freshCode: string;
  /** Of a request nobody has made yet. */
  readonly requestId: string;
  readonly closingId: string;
  readonly tokenId: string;
  readonly actId: string;
  readonly spreadsheetId: string;
}

/** A status; where the answer itself tells what the person may see, the number of things in it after a colon. */
type Answer = `${number}` | `${number}:${number}`;
type Answers = Readonly<Record<Actor, Answer>>;

export interface Operation {
  readonly path: (targets: Targets) => string;
  readonly body?: (targets: Targets) => unknown;
  /** How many of the things asked about the answer holds. */
  readonly counts?: (answer: never, targets: Targets) => number;
  readonly answers: Answers;
}

/** Everybody who is signed in, unless said otherwise. */
const signedIn = (rest: Answer, more: Partial<Answers> = {}): Answers =>
  Object.fromEntries(ACTOR_NAMES.map((actor) => [actor, more[actor] ?? (actor === 'nobody' ? '401' : rest)])) as Answers;
const everybody = (answer: Answer): Answers => signedIn(answer, { nobody: answer });
const officeAlone: Answers = signedIn('403', { supervisor: '200', admin: '200' });
const factorRoles = (answer: Answer): Answers => signedIn('403', { supervisor: answer, approver: answer, admin: answer });
const adminAlone = (answer: Answer): Answers => signedIn('403', { admin: answer });

const SEE_THE_RECORD = { author: '200', lead: '200', supervisor: '200', approver: '200' } as const;
const SEE_THE_UNIT = { ...SEE_THE_RECORD, colleague: '200', viewer: '200' } as const;
const COUNT_THE_RECORD = { author: '200:1', lead: '200:1', supervisor: '200:1', approver: '200:1' } as const;

const reportersAlone = (answer: Answer): Answers =>
  signedIn('403', { lead: answer, leadElsewhere: answer, supervisor: answer, approver: answer });

const PLAN = 'planId=kien-giang-2024';
const SIGN_IN = { device: 'Máy thử' };
const LETTERHEAD = {
  parentBody: 'UBND TỈNH',
  agency: 'SỞ NGOẠI VỤ',
  agencyInText: 'Sở Ngoại vụ',
  symbol: 'BC-SNgV',
  place: 'Kiên Giang',
  signer: 'GIÁM ĐỐC',
  recipients: 'Lưu: VT.',
};

/** Every route there is, by every role. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  'POST /api/sign-in': {
    path: () => '/api/sign-in',
    body: () => ({ ...SIGN_IN, staffCode: 'CB-07', password: 'không phải mật khẩu' }),
    answers: everybody('401'),
  },
  'POST /api/open-account': {
    path: () => '/api/open-account',
    body: () => ({ ...SIGN_IN, code: 'AAAAA-AAAAA-AAAAA-AAAAA', password: 'mười chữ trở lên' }),
    answers: everybody('410'),
  },
  // Nobody here has said a right password and waits to answer.
  'POST /api/sign-in/ways': { path: () => '/api/sign-in/ways', answers: everybody('401') },
  'POST /api/sign-in/answer': {
    path: () => '/api/sign-in/answer',
    body: () => ({ way: 'recovery', code: 'AAAAA-AAAAA-AAAAA' }),
    answers: everybody('401'),
  },
  'GET /api/factors': { path: () => '/api/factors', answers: factorRoles('200') },
  'POST /api/factors/ways': { path: () => '/api/factors/ways', answers: factorRoles('200') },
  'POST /api/factors/answer': {
    path: () => '/api/factors/answer',
    body: () => ({ way: 'recovery', code: 'AAAAA-AAAAA-AAAAA' }),
    answers: factorRoles('401'),
  },
  'POST /api/factors/begin': {
    path: () => '/api/factors/begin',
    body: () => ({ kind: 'totp', password: 'không phải mật khẩu' }),
    answers: factorRoles('401'),
  },
  // Without the right password nothing was begun that could be added.
  'POST /api/factors': {
    path: () => '/api/factors',
    body: () => ({ kind: 'totp', name: 'Ứng dụng', code: '000000' }),
    answers: factorRoles('404'),
  },
  'POST /api/factors/:id/remove': { path: () => '/api/factors/khong-co/remove', answers: factorRoles('404') },
  'POST /api/factors/recovery': { path: () => '/api/factors/recovery', answers: factorRoles('404') },
  'POST /api/accounts/:id/factors/reset': {
    path: ({ accountId }) => `/api/accounts/${accountId}/factors/reset`,
    answers: adminAlone('200'),
  },
  'POST /api/sign-out': { path: () => '/api/sign-out', answers: everybody('200') },
  'GET /api/me': { path: () => '/api/me', answers: signedIn('200') },
  'POST /api/me/password': {
    path: () => '/api/me/password',
    body: () => ({ current: 'không phải mật khẩu', password: 'bốn chữ dễ nhớ' }),
    answers: signedIn('401'),
  },
  'POST /api/recovery-secrets': {
    path: () => '/api/recovery-secrets',
    body: ({ requestId }) => ({ id: requestId || crypto.randomUUID(), secret: 'a'.repeat(43) }),
    answers: signedIn('200'),
  },
  'POST /api/recovery-secrets/:id/read': {
    path: ({ activityId }) => `/api/recovery-secrets/${activityId}/read`,
    body: () => ({ password: 'không phải mật khẩu' }),
    answers: signedIn('401'),
  },
  'GET /api/me/data': {
    path: () => '/api/me/data',
    counts: ({ devices }: { readonly devices: readonly { readonly id: string }[] }, { deviceId }) =>
      devices.filter((device) => device.id === deviceId).length,
    answers: signedIn('200:0', { author: '200:1' }),
  },
  'POST /api/sync': { path: () => '/api/sync', body: () => ({}), answers: signedIn('400') },
  'GET /api/tally': { path: ({ unitId }) => `/api/tally?${PLAN}&unitId=${unitId}`, answers: signedIn('404', SEE_THE_UNIT) },
  'GET /api/tally/types': { path: ({ unitId }) => `/api/tally/types?${PLAN}&unitId=${unitId}`, answers: signedIn('404', SEE_THE_UNIT) },
  'GET /api/tally/localities': {
    path: ({ unitId }) => `/api/tally/localities?${PLAN}&unitId=${unitId}`,
    answers: signedIn('404', SEE_THE_UNIT),
  },
  'GET /api/tally/markers': {
    path: ({ unitId }) => `/api/tally/markers?${PLAN}&unitId=${unitId}`,
    answers: signedIn('404', SEE_THE_UNIT),
  },
  'GET /api/tally/people': {
    path: ({ unitId }) => `/api/tally/people?${PLAN}&unitId=${unitId}`,
    answers: signedIn('403', { lead: '200', leadElsewhere: '404', supervisor: '200', approver: '200' }),
  },
  'GET /api/records': {
    path: () => `/api/records?${PLAN}`,
    counts: ({ activities }: { readonly activities: readonly { readonly id: string }[] }, { activityId }) =>
      activities.filter((activity) => activity.id === activityId).length,
    answers: signedIn('403', { lead: '200:1', leadElsewhere: '200:0', supervisor: '200:1', approver: '200:1' }),
  },
  'POST /api/taken-in': {
    path: () => '/api/taken-in',
    body: ({ accountId }) => ({ accountId, check: true, mutations: [{}] }),
    answers: signedIn('403', { lead: '404', leadElsewhere: '404', supervisor: '200' }),
  },
  'POST /api/spreadsheets': {
    path: () => '/api/spreadsheets',
    body: ({ unitId }) => ({ fileHash: 'a'.repeat(64), fileName: 'so-tay.xlsx', unitId, check: true, rows: [{ line: 2, patch: {} }] }),
    answers: signedIn('403', { lead: '200', leadElsewhere: '404', supervisor: '200' }),
  },
  'GET /api/spreadsheets': {
    path: () => '/api/spreadsheets',
    counts: ({ spreadsheets }: { readonly spreadsheets: readonly unknown[] }) => spreadsheets.length,
    answers: signedIn('403', { lead: '200:1', leadElsewhere: '200:0', supervisor: '200:1' }),
  },
  'POST /api/spreadsheets/:id/undo': {
    path: ({ spreadsheetId }) => `/api/spreadsheets/${spreadsheetId}/undo`,
    answers: signedIn('403', { lead: '200', leadElsewhere: '404', supervisor: '200' }),
  },
  // Only the closing that came last is opened again: before another follows.
  'POST /api/closings/:id/steps': {
    path: ({ closingId }) => `/api/closings/${closingId}/steps`,
    body: () => ({ seen: 1, word: { step: 'reopened', reason: 'Thiếu số của một đơn vị' } }),
    answers: signedIn('403', { approver: '200' }),
  },
  'POST /api/closings': {
    path: () => '/api/closings',
    body: ({ requestId }) => ({ id: requestId, planId: 'kien-giang-2024', periodKey: 'month-2026-2' }),
    answers: signedIn('403', { supervisor: '200' }),
  },
  'GET /api/closings/:id': { path: ({ closingId }) => `/api/closings/${closingId}`, answers: reportersAlone('200') },
  'GET /api/closing-differences': { path: () => `/api/closing-differences?${PLAN}&kind=month`, answers: reportersAlone('200') },
  'GET /api/audit': { path: () => '/api/audit', answers: adminAlone('200') },
  'GET /api/feed-tokens': { path: () => '/api/feed-tokens', answers: officeAlone },
  'POST /api/feed-tokens': {
    path: () => '/api/feed-tokens',
    body: () => ({ name: 'Bảng tính' }),
    answers: signedIn('403', { supervisor: '200' }),
  },
  'POST /api/feed-tokens/:id/revoke': { path: ({ tokenId }) => `/api/feed-tokens/${tokenId}/revoke`, answers: officeAlone },
  // A sign-in opens neither: they take a key of their own.
  'GET /api/feed/records': { path: () => '/api/feed/records', answers: everybody('401') },
  'GET /api/feed/records.csv': { path: () => '/api/feed/records.csv', answers: everybody('401') },
  'GET /api/plans/:planId/pace': { path: () => '/api/plans/kien-giang-2024/pace', answers: signedIn('200') },
  'POST /api/targets': {
    path: () => '/api/targets',
    body: ({ unitId }) => ({
      place: { planId: 'kien-giang-2024', itemCode: 'II.1.b.p1', measure: 'sessions', unitId, period: 'year' },
      value: 40,
    }),
    answers: signedIn('403', { supervisor: '200' }),
  },
  'POST /api/plan-settings': {
    path: () => '/api/plan-settings',
    body: ({ unitId, requestId }) => ({ id: requestId, planId: 'kien-giang-2024', unitId, kind: 'letterhead', value: LETTERHEAD }),
    answers: signedIn('403', { supervisor: '200', lead: '200', leadElsewhere: '404', admin: '200' }),
  },
  'POST /api/milestones': {
    path: () => '/api/milestones',
    body: ({ unitId }) => ({
      place: { planId: MILESTONE_PLAN, itemCode: 'BC', occurrenceId: 'q1', unitId },
      doneDate: '2026-03-14',
    }),
    answers: signedIn('403', { supervisor: '200', lead: '200', leadElsewhere: '404' }),
  },
  'GET /api/activities': {
    path: ({ unitId }) => `/api/activities?${PLAN}&unitId=${unitId}`,
    counts: ({ activities }: { readonly activities: readonly { readonly id: string }[] }, { activityId }) =>
      activities.filter((activity) => activity.id === activityId).length,
    answers: signedIn('200:0', COUNT_THE_RECORD),
  },
  'GET /api/also-served': {
    path: ({ unitId }) => `/api/also-served?${PLAN}&itemCode=III.p2&unitId=${unitId}`,
    counts: ({ records }: { readonly records: number }) => records,
    answers: signedIn('200:0', COUNT_THE_RECORD),
  },
  'GET /api/activities/:id': { path: ({ activityId }) => `/api/activities/${activityId}`, answers: signedIn('404', SEE_THE_RECORD) },
  'GET /api/activities/:id/history': {
    path: ({ activityId }) => `/api/activities/${activityId}/history`,
    answers: signedIn('404', SEE_THE_RECORD),
  },
  'GET /api/devices': {
    path: () => '/api/devices',
    counts: ({ devices }: { readonly devices: readonly { readonly id: string }[] }, { deviceId }) =>
      devices.filter((device) => device.id === deviceId).length,
    answers: signedIn('200:0', { author: '200:1', lead: '200:1', supervisor: '200:1', admin: '200:1' }),
  },
  'POST /api/devices/:id/sign-out': {
    path: ({ deviceId }) => `/api/devices/${deviceId}/sign-out`,
    answers: signedIn('404', { author: '200', lead: '200', supervisor: '200', admin: '200' }),
  },
  'POST /api/devices/:id/lost': {
    path: ({ deviceId }) => `/api/devices/${deviceId}/lost`,
    body: () => ({ graceDays: 7 }),
    answers: signedIn('404', { author: '200', lead: '200', supervisor: '200', admin: '200' }),
  },
  'POST /api/devices/:id/name': {
    path: ({ deviceId }) => `/api/devices/${deviceId}/name`,
    body: () => ({ name: 'điện thoại của đội 2' }),
    answers: signedIn('404', { author: '200', lead: '200', supervisor: '200', admin: '200' }),
  },
  // A sign-in does not prove a phone: its own key does, once it was reported as lost.
  'POST /api/lost-phones/:id': {
    path: ({ deviceId }) => `/api/lost-phones/${deviceId}`,
    body: () => ({ mutations: [{}] }),
    answers: everybody('401'),
  },
  'GET /api/devices/:id/quarantine': {
    path: ({ deviceId }) => `/api/devices/${deviceId}/quarantine`,
    answers: signedIn('404', { author: '403', lead: '200', supervisor: '200', admin: '200' }),
  },
  'POST /api/devices/:id/quarantine': {
    path: ({ deviceId }) => `/api/devices/${deviceId}/quarantine`,
    body: ({ activityId }) => ({ act: 'putAway', activityIds: [activityId] }),
    answers: signedIn('404', { author: '403', lead: '200', supervisor: '200', admin: '200' }),
  },
  'POST /api/devices/:id/loss-noted': {
    path: ({ deviceId }) => `/api/devices/${deviceId}/loss-noted`,
    answers: signedIn('403', { supervisor: '200', admin: '200' }),
  },
  'POST /api/plans': {
    path: () => '/api/plans',
    body: () => ({ plan: { ...demonstrationPlan('kien-giang-2024', 2026), version: 9 }, targets: [] }),
    answers: signedIn('403', { supervisor: '409' }),
  },
  'GET /api/plans/:planId/versions': { path: () => '/api/plans/kien-giang-2024/versions', answers: signedIn('200') },
  'GET /api/plans/:planId/versions/:version': { path: () => '/api/plans/kien-giang-2024/versions/1', answers: signedIn('200') },
  'GET /api/accounts': { path: () => '/api/accounts', answers: adminAlone('200') },
  'POST /api/accounts': {
    path: () => '/api/accounts',
    body: ({ freshCode }) => ({ staffCode: freshCode, role: 'officer', unitIds: ['vp'] }),
    answers: adminAlone('200'),
  },
  'POST /api/accounts/:id/code': { path: ({ accountId }) => `/api/accounts/${accountId}/code`, answers: adminAlone('200') },
  'POST /api/accounts/:id/disable': { path: ({ accountId }) => `/api/accounts/${accountId}/disable`, answers: adminAlone('200') },
  'POST /api/accounts/:id/enable': { path: ({ accountId }) => `/api/accounts/${accountId}/enable`, answers: adminAlone('200') },
  'POST /api/accounts/list': {
    path: () => '/api/accounts/list',
    body: ({ freshCode }) => ({ accounts: [{ staffCode: `${freshCode}-2`, role: 'officer', unitIds: ['vp'] }] }),
    answers: adminAlone('200'),
  },
  'POST /api/accounts/codes': {
    path: () => '/api/accounts/codes',
    body: ({ accountId }) => ({ ids: [accountId] }),
    answers: adminAlone('200'),
  },
  'POST /api/accounts/:id/change': {
    path: ({ accountId }) => `/api/accounts/${accountId}/change`,
    body: () => ({ role: 'officer', unitIds: ['vp'], from: null, name: null }),
    answers: adminAlone('200'),
  },
  'POST /api/accounts/:id/grants': {
    path: ({ accountId }) => `/api/accounts/${accountId}/grants`,
    body: () => ({ role: 'viewer', unitIds: ['vp'], from: '2026-03-18', until: '2026-03-19', standsInFor: null }),
    answers: adminAlone('200'),
  },
  'POST /api/accounts/:id/grants/:grantId/end': {
    path: ({ accountId }) => `/api/accounts/${accountId}/grants/khong-co/end`,
    answers: adminAlone('404'),
  },
  'POST /api/accounts/:id/code/cancel': {
    path: ({ accountId }) => `/api/accounts/${accountId}/code/cancel`,
    answers: adminAlone('200'),
  },
  'POST /api/accounts/:id/sign-out': { path: ({ accountId }) => `/api/accounts/${accountId}/sign-out`, answers: adminAlone('200') },
  // With a single administrator there is nobody to ask, and nothing waits.
  'POST /api/admin-acts': { path: () => '/api/admin-acts', body: ({ accountId }) => ({ accountId }), answers: adminAlone('400') },
  'POST /api/admin-acts/:id/confirm': { path: ({ actId }) => `/api/admin-acts/${actId}/confirm`, answers: adminAlone('404') },
  'POST /api/admin-acts/:id/decline': { path: ({ actId }) => `/api/admin-acts/${actId}/decline`, answers: adminAlone('404') },
  'POST /api/reference': {
    path: () => '/api/reference',
    body: ({ freshCode, requestId }) => ({ kind: 'partner', requestId, name: `Cơ quan ${freshCode}`, followsIds: [] }),
    answers: officeAlone,
  },
  'POST /api/reference/close': {
    path: () => '/api/reference/close',
    body: () => ({ kind: 'partner', id: 'cd', to: '2026-06-30', successorIds: [] }),
    answers: officeAlone,
  },
  'POST /api/reference/aliases': {
    path: () => '/api/reference/aliases',
    body: ({ unitId }) => ({ unitId, aliases: ['Phòng Biên giới'] }),
    answers: officeAlone,
  },
  'POST /api/reference/list': {
    path: () => '/api/reference/list',
    body: ({ freshCode, requestId }) => ({ requestId, entries: [{ kind: 'partner', name: `Hội ${freshCode}`, followsIds: [] }] }),
    answers: officeAlone,
  },
  'POST /api/settings': { path: () => '/api/settings', body: () => ({ markers: [], hiddenTypes: [] }), answers: officeAlone },
  'GET /api/demonstration': { path: () => '/api/demonstration', answers: signedIn('403', { supervisor: '404' }) },
  'POST /api/demonstration/clear': { path: () => '/api/demonstration/clear', answers: signedIn('403', { supervisor: '404' }) },
  'GET /api/health': { path: () => '/api/health', answers: everybody('200') },
  'GET /api/openapi.json': { path: () => '/api/openapi.json', answers: everybody('200') },
};

/** Whoever is not signed in does not get as far as a mutation: the route answers. */
type Doer = Exclude<Actor, 'nobody'>;
export const DOERS = ACTOR_NAMES.filter((actor) => actor !== 'nobody') as Doer[];

export interface ActionRow {
  readonly action: RecordAction;
  /** The state it is in before; without one there is no such record yet. */
  readonly from?: RecordState;
  readonly outcomes: Readonly<Record<Doer, 'applied' | RejectReason>>;
}

const onlyFor = (doers: readonly Doer[], otherwise: RejectReason): ActionRow['outcomes'] =>
  Object.fromEntries(DOERS.map((doer) => [doer, doers.includes(doer) ? 'applied' : otherwise])) as ActionRow['outcomes'];
const CORRECT: readonly Doer[] = ['author', 'lead'];
const REVIEW: readonly Doer[] = ['lead', 'supervisor'];

/** Every action upon a record of the author, by every role. */
export const ACTIONS: readonly ActionRow[] = [
  { action: 'record', outcomes: onlyFor(['author', 'colleague', 'lead', 'supervisor'], 'invalid') },
  { action: 'record', from: 'sent', outcomes: onlyFor(CORRECT, 'forbidden') },
  { action: 'record', from: 'returned', outcomes: onlyFor(CORRECT, 'forbidden') },
  { action: 'record', from: 'confirmed', outcomes: onlyFor(CORRECT, 'forbidden') },
  { action: 'withdraw', from: 'sent', outcomes: onlyFor(CORRECT, 'forbidden') },
  { action: 'restore', from: 'withdrawn', outcomes: onlyFor(CORRECT, 'forbidden') },
  { action: 'restore', from: 'duplicate', outcomes: onlyFor(REVIEW, 'forbidden') },
  { action: 'confirm', from: 'sent', outcomes: onlyFor(REVIEW, 'forbidden') },
  { action: 'return', from: 'sent', outcomes: onlyFor(REVIEW, 'forbidden') },
  { action: 'return', from: 'confirmed', outcomes: onlyFor(REVIEW, 'forbidden') },
  { action: 'markDuplicate', from: 'sent', outcomes: onlyFor(REVIEW, 'forbidden') },
];
