import { covers } from '../../domain/person.ts';
import { ok } from '../../domain/result.ts';
import { tidyLine } from '../../domain/text.ts';
import { ENTER_SPREADSHEET, LIST_SPREADSHEETS, MAX_SPREADSHEET_ROWS, UNDO_SPREADSHEET } from '../../protocol/endpoints/spreadsheets.ts';
import { MAX_BODY_BYTES } from '../../protocol/limits.ts';
import type { SignedInPerson } from '../auth/signed-in.ts';
import type { AppDeps } from '../deps.ts';
import { refuse } from '../http/refusal.ts';
import type { PageContext } from '../store/apply-page.ts';
import { checkRows, enterRows, findEntered, listSpreadsheets, undoSpreadsheet } from '../store/spreadsheets.ts';
import { defineRoute } from './route.ts';

/** Leads enter and undo for their own units, and the office for all. */
const ACCESS = ['unitLead', 'supervisor'] as const;

const contextOf = ({ store, readReference, log }: AppDeps, { person, scope, device }: SignedInPerson, now: number): PageContext => ({
  store,
  readReference,
  log,
  sender: { person, scope, deviceId: device.id },
  now,
});

const enter = defineRoute(ENTER_SPREADSHEET, {
  summary: 'Enter rows of a spreadsheet of past activities as records of a unit, or say what would become of them',
  access: ACCESS,
  maxBodyBytes: MAX_BODY_BYTES,
  async handle({ deps, who, now, body: { fileHash, fileName, unitId, check, rows } }) {
    if (!covers(who.scope.reviews, unitId)) return refuse('notFound');
    const context = contextOf(deps, who, now);
    const order = { fileHash, fileName: tidyLine(fileName) || fileHash, unitId, accountId: who.person.id, now };
    const results = await (check ? checkRows(context, order, rows) : enterRows(context, order, rows, MAX_SPREADSHEET_ROWS));
    if (!results) return refuse('tooLarge');
    const entered = results.filter(({ status }) => status === 'new').length;
    if (!check) deps.log({ event: 'spreadsheetEntered', accountId: who.person.id, unitId, rows: entered });
    return ok({ results });
  },
});

const list = defineRoute(LIST_SPREADSHEETS, {
  summary: 'Spreadsheets that were entered for the units of a lead, or for all, the latest first',
  access: ACCESS,
  handle: async ({ deps, who }) => ok({ spreadsheets: await listSpreadsheets(deps.store.reader, who.scope.reviews) }),
});

const undo = defineRoute(UNDO_SPREADSHEET, {
  summary: 'Withdraw all records of a spreadsheet, while nobody has judged or changed any and no closed period tells them',
  access: ACCESS,
  async handle({ deps, who, now, params }) {
    const spreadsheet = await findEntered(deps.store.reader, params.id);
    // Unknown and out of reach are the same answer.
    if (!spreadsheet || !covers(who.scope.reviews, spreadsheet.unit_id)) return refuse('notFound');
    const context = contextOf(deps, who, now);
    // Who may enter for a unit may take it back, whoever entered it.
    const sender = { ...context.sender, scope: { ...who.scope, corrects: [spreadsheet.unit_id] } };
    const undone = await undoSpreadsheet({ ...context, sender }, spreadsheet);
    deps.log({ event: 'spreadsheetUndone', accountId: who.person.id, spreadsheetId: spreadsheet.id, ...undone });
    return ok(undone);
  },
});

export const spreadsheetRoutes = [enter, list, undo];
