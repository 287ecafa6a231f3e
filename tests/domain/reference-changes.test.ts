import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, day } from '../../src/domain/day.ts';
import { LocalityId, PartnerId, UnitId } from '../../src/domain/ids.ts';
import { isValidOn, type Locality, offeredOn, type Partner, type Reference, type Unit } from '../../src/domain/reference.ts';
import {
  addEntries,
  addEntry,
  closeEntries,
  closeEntry,
  entriesOf,
  idTogether,
  type NewEntry,
  placesWithin,
  type ReferenceIssue,
  setAliases,
  withChanges,
} from '../../src/domain/reference-changes.ts';
import type { Result } from '../../src/domain/result.ts';
import { dayIn } from './make.ts';

const unit = (id: string, change: Partial<Unit> = {}): Unit => ({
  id: UnitId.parse(id),
  name: `Phòng ${id}`,
  shortName: `P. ${id}`,
  aliases: [],
  ...change,
});
const place = (id: string, level: Locality['level'], parentId: string | null, change: Partial<Locality> = {}): Locality => ({
  id: LocalityId.parse(id),
  name: `Xã ${id}`,
  level,
  parentId: parentId as LocalityId | null,
  from: null,
  to: null,
  successorIds: [],
  ...change,
});
const partner = (id: string, name: string): Partner => ({ id: PartnerId.parse(id), name });

const OFFICE: Reference = {
  units: [unit('a', { aliases: ['Phòng QLBG'] }), unit('b'), unit('c', { to: day('2024-12-31'), aliases: ['Phòng cũ'] })],
  localities: [place('p', 'province', null), place('d', 'district', 'p'), place('x', 'commune', 'd'), place('y', 'commune', 'd')],
  partners: [partner('bp', 'Bộ đội Biên phòng')],
};
const FROM = day('2025-07-01');
const LAST = day('2025-06-30');

const newUnit = (change: Partial<Extract<NewEntry, { kind: 'unit' }>> = {}): NewEntry => ({
  kind: 'unit',
  name: 'Phòng mới',
  shortName: 'P. mới',
  aliases: [],
  followsIds: [],
  ...change,
});
const newPartner = (name: string): NewEntry => ({ kind: 'partner', name, followsIds: [] });
const newPlace = (change: Partial<Extract<NewEntry, { kind: 'locality' }>> = {}): NewEntry => ({
  kind: 'locality',
  name: 'Xã mới',
  level: 'commune',
  parentId: LocalityId.parse('p'),
  followsIds: [],
  ...change,
});
const ids = (...list: string[]): UnitId[] => list.map((id) => UnitId.parse(id));

/** The whole list once the changed entries are in it. */
function taken(before: Reference, result: Result<Reference, ReferenceIssue>): Reference {
  if (!result.ok) throw new Error(`${result.error.field}: ${result.error.code}`);
  return withChanges(before, result.value);
}
const issueOf = (result: Result<Reference, ReferenceIssue>): ReferenceIssue | undefined => (result.ok ? undefined : result.error);

describe('a new entry', () => {
  test('has its words tidied, and nothing else changes', () => {
    const result = addEntry(OFFICE, 'n', newUnit({ name: '  Phòng   Thông tin ', aliases: [' P.TT', 'P.TT', ' '] }));
    expect(result).toEqual({
      ok: true,
      value: { units: [unit('n', { name: 'Phòng Thông tin', shortName: 'P. mới', aliases: ['P.TT'] })], localities: [], partners: [] },
    });
  });

  test('needs a name, and a unit a short one too', () => {
    expect(issueOf(addEntry(OFFICE, 'n', newUnit({ name: ' \u0000 ' })))).toMatchObject({ field: 'name', code: 'nameBlank' });
    expect(issueOf(addEntry(OFFICE, 'n', newUnit({ shortName: '' })))).toMatchObject({ field: 'shortName', code: 'nameBlank' });
  });

  test('is not called as another that is valid at the same time, whatever the marks and capitals', () => {
    expect(issueOf(addEntry(OFFICE, 'n', newUnit({ name: 'PHONG QLBG' })))).toEqual({
      field: 'name',
      code: 'nameTaken',
      name: 'PHONG QLBG',
      entry: 'Phòng a',
    });
    const twice: NewEntry = { kind: 'partner', name: 'bộ đội biên phòng', followsIds: [] };
    expect(issueOf(addEntry(OFFICE, 'n', twice))).toMatchObject({ field: 'name', code: 'nameTaken' });
  });

  test('may take a name that is free by then', () => {
    expect(issueOf(addEntry(OFFICE, 'n', newUnit({ name: 'Phòng cũ' })))).toMatchObject({ code: 'nameTaken' });
    expect(addEntry(OFFICE, 'n', newUnit({ name: 'Phòng cũ', from: day('2025-01-01') })).ok).toBe(true);
  });

  test('names that differ by a tone are two names; how a tone is placed makes none', () => {
    const partners = addEntries(
      OFFICE,
      ['1', '2', '3'],
      [newPartner('Trạm Bãi Bổn'), newPartner('Trạm Bãi Bôn'), newPartner('Xã Lộc Hóa')],
    );
    expect(partners.ok).toBe(true);
    const office = partners.ok ? withChanges(OFFICE, partners.value) : OFFICE;
    for (const name of ['TRẠM BÃI BÔN', 'tram bai bon', 'Xã Lộc Hoá'])
      expect(issueOf(addEntry(office, 'n', newPartner(name)))).toMatchObject({ code: 'nameTaken' });
  });

  test('a place differs from its neighbours only', () => {
    expect(issueOf(addEntry(OFFICE, 'n', newPlace({ name: 'xa x', parentId: LocalityId.parse('d') })))).toMatchObject({
      code: 'nameTaken',
    });
    expect(addEntry(OFFICE, 'n', newPlace({ name: 'Xã x' })).ok).toBe(true);
  });

  test('a place lies in one there is, of a higher level', () => {
    expect(issueOf(addEntry(OFFICE, 'n', newPlace({ parentId: LocalityId.parse('none') })))).toMatchObject({ code: 'parentUnknown' });
    expect(issueOf(addEntry(OFFICE, 'n', newPlace({ parentId: LocalityId.parse('x') })))).toMatchObject({ code: 'parentTooLow' });
    expect(addEntry(OFFICE, 'n', newPlace({ level: 'province', parentId: null })).ok).toBe(true);
  });

  test('never gets an id again', () => {
    expect(() => addEntry(OFFICE, 'c', newUnit())).toThrow('taken');
  });
});

describe('an entry that follows', () => {
  test('one: a new name from a day on, with the aliases it had', () => {
    const next = taken(OFFICE, addEntry(OFFICE, 'n', newUnit({ from: FROM, followsIds: ids('a'), aliases: ['Phòng QLBG'] })));
    expect(next.units.find((one) => one.id === 'a')).toMatchObject({ name: 'Phòng a', to: LAST, successorIds: ['n'] });
    expect(next.units.find((one) => one.id === 'n')).toMatchObject({ from: FROM, aliases: ['Phòng QLBG'] });
    expect(offeredOn(next.units, FROM).map((one) => one.id)).toEqual(['b', 'n']);
    expect(offeredOn(next.units, LAST).map((one) => one.id)).toEqual(['a', 'b']);
    expect(offeredOn(next.units, FROM, ['a']).map((one) => one.id)).toEqual(['a', 'b', 'n']);
  });

  test('several: a merger', () => {
    const next = taken(OFFICE, addEntry(OFFICE, 'n', newPlace({ from: FROM, followsIds: ['x', 'y', 'x'] as LocalityId[] })));
    const ended = next.localities.filter((one) => one.successorIds.includes(LocalityId.parse('n')));
    expect(ended.map((one) => [one.id, one.to])).toEqual([
      ['x', LAST],
      ['y', LAST],
    ]);
  });

  test('the same one several times: a division', () => {
    const first = taken(OFFICE, addEntry(OFFICE, 'n1', newUnit({ name: 'Phòng 1', shortName: 'P1', from: FROM, followsIds: ids('a') })));
    const both = taken(first, addEntry(first, 'n2', newUnit({ name: 'Phòng 2', shortName: 'P2', from: FROM, followsIds: ids('a') })));
    expect(both.units.find((one) => one.id === 'a')).toMatchObject({ to: LAST, successorIds: ['n1', 'n2'] });
  });

  test('says from when, and not from before the other began', () => {
    expect(issueOf(addEntry(OFFICE, 'n', newUnit({ followsIds: ids('a') })))).toMatchObject({ field: 'from', code: 'fromMissing' });
    const next = taken(OFFICE, addEntry(OFFICE, 'n', newUnit({ from: FROM, followsIds: ids('a') })));
    const again = newUnit({ name: 'Phòng khác', shortName: 'P. khác', from: FROM, followsIds: ids('n') });
    expect(issueOf(addEntry(next, 'n2', again))).toMatchObject({ field: 'from', code: 'endsBeforeStart', day: FROM });
  });

  test('does not shorten what another follows already', () => {
    const next = taken(OFFICE, addEntry(OFFICE, 'n', newUnit({ from: FROM, followsIds: ids('a') })));
    const early = newUnit({ name: 'Phòng khác', shortName: 'P. khác', from: day('2025-03-01'), followsIds: ids('a') });
    expect(issueOf(addEntry(next, 'n2', early))).toMatchObject({ field: 'followsIds', code: 'followedAlready', entry: 'Phòng a' });
  });

  test('leaves the end of what ended long before', () => {
    const next = taken(OFFICE, addEntry(OFFICE, 'n', newUnit({ from: FROM, followsIds: ids('c') })));
    expect(next.units.find((one) => one.id === 'c')).toMatchObject({ to: '2024-12-31', successorIds: ['n'] });
  });

  test('follows something there is', () => {
    expect(issueOf(addEntry(OFFICE, 'n', newUnit({ from: FROM, followsIds: ids('none') })))).toMatchObject({ code: 'unknown' });
  });
});

describe('ending an entry', () => {
  const close = (reference: Reference, id: string, to: string | null, ...successorIds: string[]) =>
    closeEntry(reference, { kind: 'unit', id, to: to === null ? null : day(to), successorIds });

  test('with its last day, and opening it again', () => {
    const closed = taken(OFFICE, close(OFFICE, 'a', '2025-06-30'));
    expect(closed.units[0]).toEqual({ ...OFFICE.units[0], to: LAST });
    expect(taken(closed, close(closed, 'a', null)).units[0]).toEqual(OFFICE.units[0]);
  });

  test('a place says so in its own way', () => {
    const closed = taken(OFFICE, closeEntry(OFFICE, { kind: 'locality', id: 'x', to: LAST, successorIds: ['y'] }));
    expect(closed.localities[2]).toEqual({ ...OFFICE.localities[2], to: LAST, successorIds: ['y'] });
    const open = closeEntry(closed, { kind: 'locality', id: 'x', to: null, successorIds: [] });
    expect(taken(closed, open).localities[2]).toEqual(OFFICE.localities[2]);
  });

  test('into one that goes on', () => {
    expect(taken(OFFICE, close(OFFICE, 'a', '2025-06-30', 'b', 'b')).units[0]).toMatchObject({ to: LAST, successorIds: ['b'] });
  });

  test('not before it began, and not into what has ended itself', () => {
    const next = taken(OFFICE, addEntry(OFFICE, 'n', newUnit({ from: FROM })));
    expect(issueOf(close(next, 'n', '2025-06-30'))).toMatchObject({ field: 'to', code: 'endsBeforeStart' });
    expect(close(next, 'n', '2025-07-01').ok).toBe(true);
    expect(issueOf(close(OFFICE, 'a', '2025-06-30', 'c'))).toMatchObject({ code: 'successorEnded', entry: 'Phòng c' });
    expect(issueOf(close(OFFICE, 'a', '2025-06-30', 'none'))).toMatchObject({ field: 'successorIds', code: 'unknown' });
    expect(issueOf(close(OFFICE, 'none', '2025-06-30'))).toMatchObject({ field: 'id', code: 'unknown' });
  });

  test('never round about into itself', () => {
    expect(issueOf(close(OFFICE, 'a', '2025-06-30', 'a'))).toMatchObject({ code: 'successorCycle' });
    const next = taken(OFFICE, close(OFFICE, 'a', '2025-06-30', 'b'));
    expect(issueOf(close(next, 'b', '2025-05-31', 'a'))).toMatchObject({ code: 'successorCycle' });
  });

  test('is not opened while another bears its name', () => {
    const next = taken(OFFICE, addEntry(OFFICE, 'n', newUnit({ from: FROM, followsIds: ids('a'), aliases: ['Phòng QLBG'] })));
    expect(issueOf(close(next, 'a', null))).toMatchObject({ field: 'to', code: 'nameTaken', name: 'Phòng QLBG', entry: 'Phòng mới' });
    const freed = taken(next, setAliases(next, UnitId.parse('n'), []));
    expect(taken(freed, close(freed, 'a', null)).units[0]).toEqual(OFFICE.units[0]);
  });
});

describe('other names of a unit', () => {
  const set = (...aliases: string[]) => setAliases(OFFICE, UnitId.parse('b'), aliases);

  test('are replaced, tidied', () => {
    expect(taken(OFFICE, set(' Phòng  LS', 'Phòng LS', '')).units[1]?.aliases).toEqual(['Phòng LS']);
  });

  test('name one unit at a time', () => {
    for (const alias of ['phong qlbg', 'PHÒNG A', 'p. a'])
      expect(issueOf(set('Phòng LS', alias))).toEqual({ field: 'aliases', code: 'nameTaken', name: alias, entry: 'Phòng a' });
    expect(issueOf(setAliases(OFFICE, UnitId.parse('none'), []))).toMatchObject({ field: 'id', code: 'unknown' });
  });

  test('one that ended earlier gives its names up', () => {
    const later = taken(OFFICE, addEntry(OFFICE, 'n', newUnit({ from: FROM })));
    expect(setAliases(later, UnitId.parse('n'), ['Phòng cũ']).ok).toBe(true);
    expect(issueOf(set('Phòng cũ'))).toMatchObject({ entry: 'Phòng c' });
  });
});

describe('whatever is done, in any order', () => {
  const NAMES = ['Phòng Một', 'Phòng Hai', 'phong mot', 'Phòng Ba', 'P1', 'P2', 'P3'];
  const anyId = fc.constantFrom('a', 'b', 'c', 'n0', 'n1', 'n2', 'n3');
  const anyDay = dayIn('2024-01-01', '2026-12-31');
  const step = fc.oneof(
    fc.record({
      do: fc.constant('add' as const),
      name: fc.constantFrom(...NAMES),
      shortName: fc.constantFrom(...NAMES),
      aliases: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
      from: fc.option(anyDay, { nil: undefined }),
      followsIds: fc.uniqueArray(anyId, { maxLength: 3 }),
    }),
    fc.record({
      do: fc.constant('close' as const),
      id: anyId,
      to: fc.option(anyDay, { nil: null }),
      successorIds: fc.uniqueArray(anyId, { maxLength: 2 }),
    }),
    fc.record({
      do: fc.constant('name' as const),
      id: anyId,
      aliases: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 3 }),
    }),
  );

  function take(reference: Reference, one: typeof step extends fc.Arbitrary<infer T> ? T : never, newId: string): Reference {
    const result =
      one.do === 'add'
        ? addEntry(reference, newId, newUnit({ ...one, followsIds: ids(...one.followsIds) }))
        : one.do === 'close'
          ? closeEntry(reference, { ...one, kind: 'unit' })
          : setAliases(reference, UnitId.parse(one.id), one.aliases);
    return result.ok ? taken(reference, result) : reference;
  }

  const namesOn = (units: readonly Unit[], on: Day): Map<string, Set<string>> => {
    const holders = new Map<string, Set<string>>();
    for (const one of offeredOn(units, on))
      for (const name of [one.name, one.shortName, ...one.aliases].map((text) =>
        text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''),
      ))
        holders.set(name, (holders.get(name) ?? new Set()).add(one.id));
    return holders;
  };

  test('no entry is lost or renamed, no name stands for two on a day, no life ends before it began, nothing follows itself', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.array(anyDay, { maxLength: 8 }), (steps, days) => {
        let at = OFFICE;
        let made = 0;
        for (const one of steps) {
          const next = take(at, one, `n${made}`);
          if (next.units.length > at.units.length) made += 1;
          const kept = new Map(next.units.map((each) => [each.id, each]));
          for (const old of at.units) expect(kept.get(old.id)).toMatchObject({ name: old.name, shortName: old.shortName });
          at = next;
        }
        for (const one of at.units) {
          if (one.from && one.to) expect(one.from <= one.to).toBe(true);
          if (one.successorIds?.length) expect(one.to).toBeDefined();
          let behind: readonly string[] = one.successorIds ?? [];
          for (let far = 0; far < at.units.length && behind.length > 0; far++) {
            expect(behind).not.toContain(one.id);
            behind = at.units.filter((each) => behind.includes(each.id)).flatMap((each) => each.successorIds ?? []);
          }
          expect(behind).toEqual([]);
        }
        for (const on of days) for (const holders of namesOn(at.units, on).values()) expect(holders.size).toBe(1);
      }),
    );
  });

  test('following leaves exactly one of the two valid on every day', () => {
    fc.assert(
      fc.property(dayIn('2024-01-01', '2026-12-31'), dayIn('2024-01-01', '2026-12-31'), (from, on) => {
        const next = taken(OFFICE, addEntry(OFFICE, 'n', newUnit({ from, followsIds: ids('a') })));
        const pair = entriesOf(next, 'unit').filter((one) => one.id === 'a' || one.id === 'n');
        expect(pair.filter((one) => isValidOn(one, on)).map((one) => one.id)).toEqual([on < from ? 'a' : 'n']);
        expect(pair.filter((one) => isValidOn(one, addDays(from, -1))).map((one) => one.id)).toEqual(['a']);
      }),
    );
  });
});

describe('several at once', () => {
  test('an entry may lie in one of the same list and follow another, and one that is wrong lets none of them in', () => {
    const list = [
      newPlace({ name: 'Tỉnh mới', level: 'province', parentId: null }),
      newPlace({ name: 'Xã cũ', parentId: null }),
      newPlace({ parentId: LocalityId.parse(idTogether(0)), from: FROM, followsIds: [LocalityId.parse(idTogether(1))] }),
    ];
    const result = addEntries(OFFICE, ['n0', 'n1', 'n2'], list);
    expect(result).toMatchObject({
      ok: true,
      value: { localities: [{ id: 'n0' }, { id: 'n1', to: LAST, successorIds: ['n2'] }, { id: 'n2', parentId: 'n0', from: FROM }] },
    });
    expect(addEntries(OFFICE, ['1', '2'], [newPartner('Hội A'), newPartner('HỘI A')])).toMatchObject({
      ok: false,
      error: { at: 1, code: 'nameTaken' },
    });
  });

  test('what lies in a place ends with it, and nothing is ended where one of them cannot be', () => {
    const end = { kind: 'locality', id: 'd', to: LAST, successorIds: [] } as const;
    const inner = placesWithin(OFFICE, 'd', LAST).map((one) => one.id);
    expect(inner).toEqual(['x', 'y']);
    expect(placesWithin(OFFICE, 'p', LAST)).toHaveLength(3);
    const result = closeEntries(OFFICE, end, inner);
    expect(result.ok && result.value.localities.map((one) => [one.id, one.to])).toEqual(['d', 'x', 'y'].map((id) => [id, LAST]));
    expect(closeEntries(OFFICE, end, ['none'])).toMatchObject({ ok: false, error: { code: 'unknown' } });
  });

  test('nothing ends with a place but what lies in it and is still there, and each keeps what follows it', () => {
    const [to, later] = [day('2025-03-31'), day('2025-12-31')];
    const next = LocalityId.parse('n');
    const office: Reference = {
      ...OFFICE,
      localities: [
        ...OFFICE.localities.filter(({ id }) => id !== 'x' && id !== 'y'),
        place('x', 'commune', 'd', { to: later, successorIds: [next] }),
        place('y', 'commune', 'd', { to: day('2024-12-31'), successorIds: [next] }),
        place('z', 'commune', 'p'),
        place('n', 'commune', 'p'),
      ],
    };
    const end = { kind: 'locality', id: 'd', successorIds: [] } as const;
    const changesOf = (last: Day | null) => {
      const result = closeEntries(office, { ...end, to: last }, ['x', 'y', 'z', 'x']);
      return result.ok && result.value.localities.map((one) => [one.id, one.to, one.successorIds]);
    };
    expect(changesOf(to)).toEqual([
      ['d', to, []],
      ['x', to, ['n']],
    ]);
    expect(changesOf(null)).toEqual([['d', null, []]]);
  });
});
