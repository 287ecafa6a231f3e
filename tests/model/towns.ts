import { inject } from 'vitest';
import type { Tab } from './browser.ts';
import { type DatabaseKind, postgresDatabase, sqliteDatabase } from './database.ts';
import { judge, settle } from './judge.ts';
import { prepare } from './office.ts';
import { Town } from './play.ts';

/** Plays in a town of its own, until all is quiet and found right. */
export async function inTown(kind: DatabaseKind, story: (town: Town) => Promise<void>): Promise<void> {
  const database = kind === 'sqlite' ? await sqliteDatabase() : await postgresDatabase(inject('postgresUrl'));
  const town = await Town.begin(database, await prepare(database), 1);
  try {
    await story(town);
    await judge(town);
  } finally {
    await town.close();
    await database.drop();
  }
}

export async function tabOn(town: Town, browser: number): Promise<Tab> {
  const tab = await town.browser(browser).tab();
  if (!tab) throw new Error(`Nobody is signed in on ${browser}`);
  return tab;
}

/** Everybody has sent and heard everything. */
export async function quiet(town: Town): Promise<void> {
  const findings = await settle(town);
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
}
