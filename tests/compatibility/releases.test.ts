import { afterEach, describe, expect, test } from 'vitest';
import type { ZodMiniType } from 'zod/mini';
import packageJson from '../../package.json' with { type: 'json' };
import { MEASURES } from '../../src/domain/measure.ts';
import { type DatabaseKind, databases, makeContent } from '../server/helpers.ts';
import { writeGrown, writePresent } from './grow.ts';
import { folderOf, keptVersions, loadRelease, type Release, ReleasePhone, Site } from './releases.ts';

const kept = await Promise.all(keptVersions().map((version) => loadRelease(version, folderOf(version))));
const present = await loadRelease(packageJson.version, await writePresent());
/** The present tree with a further type, own fields, options, a measure, a list, keys and a reason to refuse. */
const grown = await loadRelease('9.0.0', await writeGrown());

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function openSite(release: Release, kind: DatabaseKind = 'sqlite'): Promise<Site> {
  const site = await Site.open(release, kind);
  closing.push(() => site.close());
  return site;
}
async function openPhone(site: Site, release: Release, staffCode: string): Promise<ReleasePhone> {
  const phone = await ReleasePhone.open(site, release, staffCode);
  closing.push(() => phone.close());
  return phone;
}

const SESSION = makeContent();
const PUBLICATION = makeContent({ type: 'publication', own: { channel: 'facebook', title: 'Mốc 29', count: 1 } });
/** What only the grown release knows. */
const GROWN = {
  type: { ...SESSION, type: 'dronePatrol', own: { flights: 2 } },
  field: { ...SESSION, own: { sessions: 1, attendees: 30, weather: 'Mưa to', flights: 3 } },
  option: { ...SESSION, own: { sessions: 1, attendees: 20, form: 'drama' } },
  requiredOption: { ...PUBLICATION, own: { channel: 'videoSite', title: 'Mốc 30', count: 1 } },
};
const REFUSED_NOTE = 'Vượt hạn mức';

/** Lists that a later release brings none of its own rows in. */
const LISTS = ['plans', 'units', 'localities', 'partners', 'people', 'cells'] as const;
async function idsOf(phone: ReleasePhone, list: (typeof LISTS)[number]): Promise<unknown[]> {
  const ids = await phone.db.table(list).toCollection().primaryKeys();
  expect(ids.length, list).toBeGreaterThan(0);
  return ids;
}

const sumOf = (counts: Iterable<number>): number => [...counts].reduce((sum, one) => sum + one, 0);

interface Verdict {
  readonly saved: number;
  readonly lost: number;
  readonly stuck: number;
  readonly doubled: number;
  readonly captive: number;
}

/** Holds what the phones hold against what lies in the office. */
async function judge(site: Site, phones: readonly ReleasePhone[], saved: readonly string[]): Promise<Verdict> {
  const rows = await site.store.reader.selectFrom('activities').select(['id', 'version']).execute();
  const counts = new Map<string, number>();
  for (const { id } of rows) counts.set(id, (counts.get(id) ?? 0) + 1);
  const versions = await site.store.reader.selectFrom('activity_versions').select('mutation_id').execute();
  const waiting = await Promise.all(phones.map((phone) => phone.db.outbox.filter((entry) => !entry.refused).count()));
  const outcomes = phones.flatMap((phone) => phone.outcomes);
  return {
    saved: saved.length,
    lost: saved.filter((id) => !counts.has(id)).length,
    stuck: sumOf(waiting),
    doubled: rows.length - counts.size + versions.length - new Set(versions.map((one) => one.mutation_id)).size,
    captive: outcomes.filter((outcome) => outcome.kind !== 'done').length,
  };
}

const report = (phone: Release, server: Release, kind: DatabaseKind, verdict: Verdict): void => {
  const words = Object.entries(verdict).map(([name, count]) => `${name} ${count}`);
  process.stdout.write(`phone ${phone.name}, server ${server.name} on ${kind}: ${words.join(', ')}\n`);
};

type Pair = readonly [phone: Release, server: Release, kind: DatabaseKind];
const pairs: readonly Pair[] = [
  ...[...kept, present].flatMap((phone): Pair[] => [
    [phone, present, 'sqlite'],
    [phone, grown, 'sqlite'],
  ]),
  ...kept.map((server): Pair => [present, server, 'sqlite']),
  ...[...kept, present].map((server): Pair => [grown, server, 'sqlite']),
  // What a release says to another is the same on both databases: here each side meets the other on PostgreSQL too, and so does growth.
  ...kept.flatMap((former): Pair[] => [
    [former, present, 'postgres'],
    [former, grown, 'postgres'],
    [present, former, 'postgres'],
  ]),
];
const named = pairs.map(([phone, server, kind]) => [phone.name, server.name, kind, phone, server] as const);

describe.each(named)('a phone of %s with a server of %s on %s', (_phone, _server, kind, release, server) => {
  test('pushes, pulls, edits and reviews: nothing is lost, stuck, doubled or called a captive portal', async () => {
    const site = await openSite(server, kind);
    const officer = await openPhone(site, release, 'CB-07');
    const lead = await openPhone(site, release, 'TP-QLBG');
    // Another phone of the same officer, of the server's own release.
    const other = await openPhone(site, server, 'CB-07');
    const phones = [officer, lead, other];
    const syncAll = async (): Promise<void> => {
      for (const phone of [...phones, ...phones]) await phone.sync();
    };
    await syncAll();

    const own = [];
    for (let nth = 1; nth <= 5; nth++) own.push(await officer.save({ ...SESSION, own: { sessions: 1, attendees: 10 + nth } }));
    const [a, b, c, d] = own as [(typeof own)[0], (typeof own)[0], (typeof own)[0], (typeof own)[0]];
    const theirs =
      server === grown ? await Promise.all(Object.values(GROWN).map((content) => other.save(content))) : [await other.save(PUBLICATION)];
    await syncAll();

    // Corrections on both phones of the officer, and of the lead.
    await officer.edit(a, { own: { attendees: 44 } });
    await other.edit(a, { note: 'Trời mưa' });
    await lead.edit(b, { placeNote: 'Nhà văn hóa' });
    await syncAll();
    expect(await lead.review(c, 'confirm')).toBe(true);
    expect(await lead.review(d, 'return', 'Thiếu địa điểm')).toBe(true);
    await lead.sync();
    await syncAll();
    await officer.edit(d, { placeNote: 'Đồn biên phòng' });
    await officer.withdraw(b);
    await syncAll();
    await officer.restore(b);
    await syncAll();

    const saved = [...own, ...theirs];
    const verdict = await judge(site, phones, saved);
    report(release, server, kind, verdict);
    expect(verdict).toEqual({ saved: saved.length, lost: 0, stuck: 0, doubled: 0, captive: 0 });
    expect(await officer.row(a)).toMatchObject({ where: 'received', content: { note: 'Trời mưa', own: { attendees: 44 } } });
    expect(await officer.row(b)).toMatchObject({ state: 'sent', content: { placeNote: 'Nhà văn hóa' } });
    expect(await officer.row(c)).toMatchObject({ state: 'confirmed' });
    expect(await officer.row(d)).toMatchObject({ state: 'sent', content: { placeNote: 'Đồn biên phòng' } });
    expect(await lead.row(a)).toMatchObject({ content: { note: 'Trời mưa', own: { attendees: 44 } } });
    for (const list of LISTS) expect(await idsOf(officer, list), list).toEqual(await idsOf(other, list));
  });
});

describe.each(kept.concat(present).map((release) => [release.name, release] as const))(
  'a phone of %s, its office a release ahead',
  (_, release) => {
    // Phones of the first protocol read nothing but what they know: for them the server leaves it out.
    const isLoose = release.phone.PROTOCOL_VERSION > 2;

    async function open() {
      const site = await openSite(grown);
      const phone = await openPhone(site, release, 'CB-07');
      const newer = await openPhone(site, grown, 'CB-07');
      await phone.sync();
      const ids = {
        type: await newer.save(GROWN.type),
        field: await newer.save(GROWN.field),
        option: await newer.save(GROWN.option),
        requiredOption: await newer.save(GROWN.requiredOption),
      };
      await newer.sync();
      return { site, phone, newer, ids };
    }

    test('shows what it understands, and counts every record all the same', async () => {
      const { phone, ids } = await open();
      expect(await phone.sync()).toEqual({ kind: 'done', more: false });
      expect((await phone.db.activities.toCollection().primaryKeys()).sort()).toEqual([ids.field, ids.option].sort());
      expect((await phone.row(ids.field)).content.own).toEqual({ sessions: 1, attendees: 30 });
      expect((await phone.row(ids.option)).content.own).toEqual({ sessions: 1, attendees: 20 });
      const cells = await phone.db.cells.toArray();
      expect(cells.reduce((sum, cell) => sum + cell.records, 0)).toBe(4);
      expect(cells.every((cell) => Object.keys(cell.measures).every((measure) => measure in MEASURES))).toBe(true);
      if (!isLoose) return;
      const parked = await phone.db.parked.toArray();
      expect(
        parked
          .filter(({ partly }) => !partly)
          .map(({ list, key }) => [list, key])
          .sort(),
      ).toEqual([ids.type, ids.requiredOption].map((id) => ['activities', id]).sort());
    });

    test('takes nothing from a record by correcting it, not even by giving it another type', async () => {
      const { phone, newer, ids } = await open();
      await phone.sync();
      await phone.edit(ids.field, { own: { attendees: 31 } });
      await phone.edit(ids.option, { note: 'Có ảnh' });
      await phone.sync();
      await newer.sync();
      expect((await newer.row(ids.field)).content.own).toEqual({ ...GROWN.field.own, attendees: 31 });
      expect((await newer.row(ids.option)).content).toMatchObject({ note: 'Có ảnh', own: GROWN.option.own });
      // Of another type, the record has the fields of that type.
      const { content } = await phone.row(ids.field);
      await phone.save({ ...content, type: 'outreachSession', own: { sessions: 1, attendees: 31, topic: 'Quy chế biên giới' } }, ids.field);
      await phone.sync();
      await newer.sync();
      expect(await phone.row(ids.field)).toMatchObject({ where: 'received' });
      expect((await newer.row(ids.field)).content).toMatchObject({
        type: 'outreachSession',
        own: { sessions: 1, attendees: 31, topic: 'Quy chế biên giới' },
      });
      expect((await newer.row(ids.field)).content.own).not.toHaveProperty('weather');
    });

    test('keeps a change that is refused for a reason it does not know, and sends the others', async () => {
      const { phone, site } = await open();
      const refused = await phone.save({ ...SESSION, note: REFUSED_NOTE });
      const taken = await phone.save(SESSION);
      expect(await phone.sync()).toEqual({ kind: 'done', more: false });
      expect(await phone.row(taken)).toMatchObject({ where: 'received' });
      expect(await phone.row(refused)).toMatchObject({ where: 'attention', content: { note: REFUSED_NOTE }, version: 0 });
      await phone.edit(refused, { note: 'Trong hạn mức' });
      await phone.sync();
      expect(await phone.row(refused)).toMatchObject({ where: 'received' });
      expect((await judge(site, [phone], [refused, taken])).lost).toBe(0);
    });

    test('has everything once it is updated', async () => {
      const { phone, newer, ids } = await open();
      await phone.sync();
      const before = phone.restarts;
      const waiting = await phone.save({ ...SESSION, note: 'Ghi trước khi cập nhật' });
      await phone.change(grown);
      if (isLoose) {
        // What lay parked is read again on the phone itself.
        phone.online = false;
        await phone.sync();
        expect(phone.outcomes.pop()).toEqual({ kind: 'offline' });
        expect((await phone.row(ids.type)).content).toEqual(GROWN.type);
        expect((await phone.row(ids.requiredOption)).content).toEqual(GROWN.requiredOption);
        expect((await phone.row(ids.field)).content.own).toEqual(GROWN.field.own);
        expect(await phone.db.parked.count()).toBe(0);
        phone.online = true;
      }
      expect(await phone.sync()).toEqual({ kind: 'done', more: false });
      expect(phone.restarts).toBe(before + 1);
      for (const [name, id] of Object.entries(ids)) expect((await phone.row(id)).content).toEqual(GROWN[name as keyof typeof GROWN]);
      expect(await phone.row(waiting)).toMatchObject({ where: 'received' });
      await newer.sync();
      const cellsOf = async (one: ReleasePhone) => (await one.db.cells.toArray()).map(({ feed: _, ...cell }) => cell);
      expect(await cellsOf(phone)).toEqual(await cellsOf(newer));
      expect(await phone.sync()).toEqual({ kind: 'done', more: false });
      expect(phone.restarts).toBe(before + 1);
    });
  },
);

test('a record that a former server does not know stays with its person, and goes once the server knows it', async () => {
  const site = await openSite(present);
  const phone = await openPhone(site, grown, 'CB-07');
  const unknown = await phone.save(GROWN.type);
  const known = await phone.save(SESSION);
  await phone.sync();
  expect(await phone.row(known)).toMatchObject({ where: 'received' });
  expect(await phone.row(unknown)).toMatchObject({ where: 'attention', content: GROWN.type });
  await site.run(grown);
  await phone.edit(unknown, { note: 'Gửi lại' });
  await phone.sync();
  expect(await phone.row(unknown)).toMatchObject({ where: 'received', content: { ...GROWN.type, note: 'Gửi lại' } });
});

/** Steps that lead to a row of a reply: its list and its place. */
const REPLY_DEPTH = 2;
/** An answer as the screens of a release read it: those of the first one take it whole or not at all. */
const readOn = <T>({ phone }: Release, schema: ZodMiniType<T>, answer: unknown): T | undefined =>
  'readTolerantly' in phone ? phone.readTolerantly(schema, answer, REPLY_DEPTH)?.value : schema.safeParse(answer).data;

describe.each([...kept, present].map((release) => [release.name, release] as const))('release %s', (_, release) => {
  test('the screens of its phones read what an office of a later one tells them', async () => {
    const site = await openSite(grown);
    const lead = await openPhone(site, release, 'TP-QLBG');
    const newer = await openPhone(site, grown, 'CB-07');
    await lead.sync();
    const ids = [await newer.save(GROWN.type), await newer.save(GROWN.field)];
    await newer.sync();
    await newer.edit(ids[1] as (typeof ids)[0], { own: { weather: 'Nắng' } });
    await newer.sync();
    const year = 'planId=kien-giang-2024&from=2026-01-01&to=2026-12-31';
    const read = async <T>(path: string, schema: ZodMiniType<T>): Promise<T | undefined> => readOn(release, schema, await lead.ask(path));
    const { ActivityList, History, TallyReply, PlanPace } = release.phone;
    const list = await read('/api/activities?planId=kien-giang-2024&state=sent', ActivityList);
    expect(list?.activities.map(({ id }) => id)).toEqual([ids[1]]);
    expect((await read(`/api/tally?${year}`, TallyReply))?.rows).toMatchObject([{ records: 2 }]);
    expect((await read(`/api/activities/${ids[1]}/history`, History))?.entries).toHaveLength(2);
    expect(await read('/api/plans/kien-giang-2024/pace', PlanPace)).toBeDefined();
  });
});

describe.each(kept.map((former) => [former.name, former] as const))('release %s and the present one', (_, former) => {
  test.each(databases)('a server on %s that is brought up to date makes no former phone begin anew', async (kind) => {
    const site = await openSite(former, kind);
    const phone = await openPhone(site, former, 'CB-07');
    const id = await phone.save(SESSION);
    await phone.sync();
    const before = phone.restarts;
    await site.run(present);
    await phone.edit(id, { note: 'Sau khi văn phòng đổi bản' });
    expect(await phone.sync()).toEqual({ kind: 'done', more: false });
    expect(phone.restarts).toBe(before);
    expect(await phone.row(id)).toMatchObject({ where: 'received', content: { note: 'Sau khi văn phòng đổi bản' } });
  });

  // Back it cannot go on the same database: a former server opens none of a later shape.
  test('a phone goes on with a former office, and when that is brought up to date', async () => {
    const site = await openSite(former);
    const phone = await openPhone(site, present, 'CB-07');
    const lead = await openPhone(site, former, 'TP-QLBG');
    const saved = [];
    for (const server of [former, present]) {
      await site.run(server);
      saved.push(await phone.save(SESSION));
      expect(await phone.sync()).toEqual({ kind: 'done', more: false });
      await lead.sync();
    }
    for (const id of saved) expect(await lead.row(id)).toMatchObject({ state: 'sent', version: 1 });
    expect(await judge(site, [phone, lead], saved)).toEqual({ saved: 2, lost: 0, stuck: 0, doubled: 0, captive: 0 });
  });

  test('a phone whose app goes back to the former one opens its log and sends what waits', async () => {
    const site = await openSite(present);
    const phone = await openPhone(site, present, 'CB-07');
    await phone.sync();
    const id = await phone.save(SESSION);
    await phone.change(former);
    expect(await phone.sync()).toEqual({ kind: 'done', more: false });
    expect(await phone.row(id)).toMatchObject({ where: 'received', version: 1 });
  });

  test('what an office sets does not disturb a former phone, and is there once that is updated', async () => {
    const site = await openSite(present);
    const [lead, supervisor] = [await openPhone(site, former, 'TP-QLBG'), await openPhone(site, present, 'VP-01')];
    const letterhead = {
      parentBody: '',
      agency: 'SỞ NGOẠI VỤ',
      agencyInText: '',
      symbol: 'BC',
      place: '',
      signer: 'GIÁM ĐỐC',
      recipients: '',
    };
    const set = { id: supervisor.newId(), planId: 'kien-giang-2024', unitId: 'qlbg', kind: 'letterhead', value: letterhead };
    expect(await supervisor.tell('/api/plan-settings', set)).toBe(200);
    const id = await lead.save(SESSION);
    expect(await lead.sync()).toEqual({ kind: 'done', more: false });
    expect(await lead.row(id)).toMatchObject({ where: 'received', version: 1 });
    await lead.change(present);
    await lead.sync();
    expect(await lead.db.table('planSettings').toArray()).toMatchObject([{ unitId: 'qlbg', value: letterhead }]);
  });
});
