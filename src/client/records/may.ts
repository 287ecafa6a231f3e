import { mayAct } from '../../domain/person.ts';
import { nextState, type RecordAction } from '../../domain/record-action.ts';
import type { App } from '../app-context.ts';
import type { ActivityRow } from '../store/db.ts';

/** Whether this person may do that to the record as it stands. The server decides for itself. */
const may = (app: App, row: ActivityRow, action: RecordAction): boolean =>
  nextState(row.state, action, false) !== undefined &&
  mayAct(app.scope, app.person, { authorId: row.authorId, unitId: row.content.unitId, state: row.state }, action);

export const mayEdit = (app: App, row: ActivityRow): boolean => may(app, row, 'record');
export const mayWithdraw = (app: App, row: ActivityRow): boolean => may(app, row, 'withdraw');
/** Bringing back a duplicate is a verdict. */
export const mayRestore = (app: App, row: ActivityRow): boolean => row.state === 'withdrawn' && may(app, row, 'restore');
