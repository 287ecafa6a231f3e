import { expect, test } from 'vitest';
import { countWhere } from '../../src/client/store/records/record-lookups.ts';
import type { ActivityId } from '../../src/domain/ids.ts';
import { recount } from '../../src/server/commands/recount.ts';
import { runCommand } from '../helpers/run-command.ts';
import { type FieldPhone, Town } from '../helpers/town.ts';
import { makeContent } from '../server/helpers.ts';

const own = (attendees: number) => ({ own: { sessions: 1, attendees } });

/** Records one after the other, numbered by their attendees. */
async function recordSome(phone: FieldPhone, from: number, count: number): Promise<ActivityId[]> {
  const ids = Array.from({ length: count }, () => phone.newId() as ActivityId);
  for (const [at, id] of ids.entries()) await phone.record(makeContent(own(from + at)), id);
  return ids;
}

test('after backup and restore by command, phones offer what the backup lacks: nothing is lost, nothing counts twice', async () => {
  const town = await Town.open('CB-07', 'CB-08');
  const [one, two] = town.phones as [FieldPhone, FieldPhone];
  const { setting } = town.office;
  const env = { DATABASE_URL: setting.kind === 'sqlite' ? setting.file : '' };
  const copy = `${env.DATABASE_URL}.copy`;

  const before = [...(await recordSome(one, 100, 8)), ...(await recordSome(two, 200, 4))];
  await one.sync();
  await two.sync();
  expect(await runCommand('commands/backup.ts', env, copy).ended).toMatchObject({ code: 0 });

  const [edited, withdrawn] = before as [ActivityId, ActivityId];
  const after = [...(await recordSome(one, 300, 6)), ...(await recordSome(two, 400, 3))];
  await one.record(makeContent(own(999)), edited);
  await one.withdraw(withdrawn);
  await one.sync();
  await two.sync();
  const waiting = await recordSome(one, 500, 2);
  await town.restart(async () => {
    expect(await runCommand('commands/restore.ts', env, copy, '--replace').ended).toMatchObject({ code: 0 });
  });
  for (let round = 0; round < 3; round++) for (const phone of town.phones) expect(await phone.sync()).toMatchObject({ kind: 'done' });

  const rows = await town.store.reader.selectFrom('activities').select(['id', 'state', 'm_attendees']).execute();
  expect(rows.map((row) => row.id).sort()).toEqual([...before, ...after, ...waiting].sort());
  expect(rows.find((row) => row.id === edited)).toMatchObject({ m_attendees: 999 });
  expect(rows.find((row) => row.id === withdrawn)).toMatchObject({ state: 'withdrawn' });
  expect(await recount(town.store, false, () => undefined)).toBe(0);
  for (const phone of town.phones) expect(await countWhere(phone.db)).toMatchObject({ phone: 0, attention: 0 });
  await town.close();
});
