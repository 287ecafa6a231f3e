import type { AppDb } from '../../src/client/store/db.ts';
import { openDb } from '../../src/client/store/open-db.ts';
import { recordActivity } from '../../src/client/store/record-activity.ts';
import type { SyncOutcome } from '../../src/client/sync/outcome.ts';
import { makeSend } from '../../src/client/sync/send.ts';
import { syncUntilDone } from '../../src/client/sync/sync-until-done.ts';
import type { ActivityContent } from '../../src/domain/activity.ts';
import { type ActivityId, uuidv7 } from '../../src/domain/ids.ts';
import { type Phone as BarePhone, fillRandom, NOON, type Office, openOffice } from '../server/helpers.ts';

/** An office with phones that reach it whenever they like. */
export class Town {
  readonly office: Office;
  readonly phones: FieldPhone[] = [];

  constructor(office: Office) {
    this.office = office;
  }

  static async open(...staffCodes: string[]): Promise<Town> {
    const town = new Town(await openOffice('sqlite', { deps: { checkReplies: false } }));
    for (const staffCode of staffCodes) town.phones.push(await FieldPhone.open(town.office, await town.office.signIn(staffCode)));
    return town;
  }

  async close(): Promise<void> {
    for (const phone of this.phones) phone.db.close();
    await this.office.close();
  }
}

/** The real engine of the phone, talking to the real server. */
export class FieldPhone {
  readonly db: AppDb;
  readonly bare: BarePhone;
  readonly #office: Office;

  constructor(office: Office, bare: BarePhone, db: AppDb) {
    this.#office = office;
    this.bare = bare;
    this.db = db;
  }

  static async open(office: Office, bare: BarePhone): Promise<FieldPhone> {
    return new FieldPhone(office, bare, await openDb(bare.person.id));
  }

  readonly newId = (): string => uuidv7(NOON, fillRandom);

  record(content: ActivityContent, id: ActivityId): Promise<void> {
    return recordActivity(this.db, { id, content, authorId: this.bare.person.id, now: NOON, newId: this.newId });
  }

  sync(): Promise<SyncOutcome> {
    const deps = { now: () => NOON, newId: this.newId, app: 'test', isPersisted: async () => true, isOnline: () => true };
    const send = makeSend((path, init) => this.#office.request(path, { ...init, cookie: this.bare.cookie }));
    return syncUntilDone(this.db, send, deps, true);
  }
}
