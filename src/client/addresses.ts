import type { ActivityId, ItemCode, PlanId } from '../domain/ids.ts';
import type { NamesIn } from '../protocol/endpoint.ts';
import { fillPath, type PathValues } from './fill-path.ts';

// People keep addresses and send them to each other: a path or a name in it stays as it was once released.
export const HOME_SCREEN = '/';
export const NEW_RECORD_SCREEN = '/ghi/:type';
export const DRAFT_SCREEN = '/nhap/:id';
export const EDIT_SCREEN = '/sua/:id';
export const JOURNAL_SCREEN = '/nhat-ky';
export const RECORD_SCREEN = '/ban-ghi/:id';
export const ATTENTION_SCREEN = '/can-xem-lai';
export const PLAN_SCREEN = '/ke-hoach';
export const REFERENCE_SCREEN = '/ke-hoach/danh-muc';
export const PLAN_IMPORT_SCREEN = '/ke-hoach/nhap';
export const PLAN_DRAFT_SCREEN = '/ke-hoach/nhap/:draftId';
export const ITEM_SCREEN = '/ke-hoach/:planId/:code';
export const PLAN_VERSIONS_SCREEN = '/ke-hoach/:planId/cac-ban';
/** What needs a hand today. */
export const TODAY_SCREEN = '/hom-nay';
export const TALLY_SCREEN = '/tong-hop';
/** The report of a period, made from the figures of Tổng hợp. */
export const REPORT_SCREEN = '/tong-hop/bao-cao';
/** All records this person may see, to be searched. */
export const BROWSE_SCREEN = '/tong-hop/ban-ghi';
/** Keys with which spreadsheets read the records. */
export const CONNECTIONS_SCREEN = '/tong-hop/ket-noi';
/** Past activities out of the office's own spreadsheet. */
export const SPREADSHEET_SCREEN = '/tong-hop/nhap-bang-tinh';
export const SERVER_RECORD_SCREEN = '/tong-hop/ban-ghi/:id';
export const REVIEW_SCREEN = '/duyet';
export const ME_SCREEN = '/toi';
export const DEVICES_SCREEN = '/toi/may';
/** Second factors. */
export const SECURITY_SCREEN = '/toi/bao-mat';
/** What the office holds about the person. */
export const HELD_DATA_SCREEN = '/toi/du-lieu';
export const HELP_SCREEN = '/tro-giup';
export const ACCOUNTS_SCREEN = '/quan-tri/tai-khoan';
/** The log of what was done. */
export const AUDIT_SCREEN = '/quan-tri/tai-khoan/nhat-ky';
export const SIGN_IN_SCREEN = '/dang-nhap';
export const OPEN_ACCOUNT_SCREEN = '/mo-tai-khoan';

/** What the names in the paths stand for. */
interface Params {
  /** A text, because a record of a later release may be of a type this one does not know. */
  readonly type: string;
  readonly id: ActivityId;
  readonly planId: PlanId;
  readonly code: ItemCode;
  readonly draftId: string;
}

/** What a screen may be asked besides. */
interface Queries {
  /** The plan and item it is recorded under, or the record it repeats. */
  readonly [NEW_RECORD_SCREEN]: { readonly 'ke-hoach'?: PlanId; readonly muc?: ItemCode; readonly tu?: ActivityId };
  /** The item beside the plan, where there is room for one. */
  readonly [PLAN_SCREEN]: { readonly 'ke-hoach'?: PlanId | undefined; readonly muc?: ItemCode };
  /** The plan that is amended. */
  readonly [PLAN_IMPORT_SCREEN]: { readonly 'ke-hoach'?: PlanId };
  /** Its choices: features/tallies/tally-choice.ts reads and writes them. */
  readonly [TALLY_SCREEN]: { readonly [name: string]: string | undefined };
  /** Its choices: features/reports/report-choice.ts reads and writes them. */
  readonly [REPORT_SCREEN]: { readonly [name: string]: string | undefined };
  /** Its choices: records/browse-choice.ts reads and writes them. */
  readonly [BROWSE_SCREEN]: { readonly [name: string]: string | undefined };
}

type QueryOf<Screen extends string> = Screen extends keyof Queries ? Queries[Screen] : never;
type Asked<Screen extends string> = ([NamesIn<Screen>] extends [never]
  ? { readonly params?: never }
  : { readonly params: Pick<Params, NamesIn<Screen> & keyof Params> }) &
  ([QueryOf<Screen>] extends [never] ? { readonly query?: never } : { readonly query?: QueryOf<Screen> });

/** The parameters of a screen as they stand in the address, where anybody may have typed them. */
export type ParamsText<Screen extends string> = { readonly [Name in NamesIn<Screen>]: string };
export type QueryText<Screen extends string> = { readonly [Name in keyof QueryOf<Screen>]?: string };

/** Where a link or a navigation leads: `addressOf(RECORD_SCREEN, { params: { id } })`. */
export const addressOf: <Screen extends string>(screen: Screen, asked: Asked<Screen> & PathValues) => string = fillPath;

/** Whether a path is that of a screen or lies below it, whatever stands for the names in it. Nothing lies below the first screen. */
export const isBelow = (path: string, screen: string): boolean =>
  path === screen || (screen !== HOME_SCREEN && path.startsWith(screen.replace(/:.*/, '')));
