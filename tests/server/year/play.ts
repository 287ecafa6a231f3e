import fc from 'fast-check';
import { day } from '../../../src/domain/day.ts';
import type { ActivityId } from '../../../src/domain/ids.ts';
import { PERIOD_KINDS, type PeriodKind } from '../../../src/domain/period.ts';
import { periodChoices } from '../../../src/domain/period-choice.ts';
import { Plan } from '../../../src/domain/plan.ts';
import { CLOSE_PERIOD, ClosingDetail, TAKE_STEP } from '../../../src/protocol/endpoints/closings.ts';
import type { Mutation } from '../../../src/protocol/mutation.ts';
import {
  DAY_MS,
  type DatabaseKind,
  makeContent,
  makeCreate,
  makeDuplicate,
  makeEdit,
  makeReturn,
  makeStateChange,
  NOON,
  newActivityId,
  type Office,
  openOffice,
  type Phone,
  PLAN_ID,
} from '../helpers.ts';
import { ToldOfKind } from './closed-year.ts';
import { type Counted, readCounted } from './recount.ts';

// A year of an office: records come, are mended, moved between items, units and places, judged, put aside and taken back; periods are
// closed and opened again.

const RECORDS = 36;
/** Officers and leads of the units, and who may judge all of them. */
const PEOPLE = ['CB-07', 'CB-12', 'CB-19', 'TP-QLBG', 'TP-LS', 'VP-01'] as const;
const OFFICER_OF: Readonly<Record<string, (typeof PEOPLE)[number]>> = { qlbg: 'CB-07', ls: 'CB-12', tt: 'CB-19' };

type Content = NonNullable<Parameters<typeof makeContent>[0]>;
export type Happening =
  | { readonly do: 'log'; readonly contents: readonly Content[] }
  | { readonly do: 'mend'; readonly at: number; readonly by: number; readonly patch: Parameters<typeof makeEdit>[2] }
  | { readonly do: 'confirm'; readonly which: readonly number[] }
  | { readonly do: 'return' | 'withdraw' | 'restore'; readonly at: number; readonly by: number; readonly isLate: boolean }
  | { readonly do: 'duplicate'; readonly at: number; readonly of: number; readonly by: number }
  | { readonly do: 'close'; readonly kind: PeriodKind; readonly index: number }
  | { readonly do: 'reopen'; readonly kind: PeriodKind };

const at = fc.nat(RECORDS - 1);
const by = fc.nat(PEOPLE.length - 1);
const item = fc.constantFrom('II.1.b.p1', 'II.1.b.p2', 'II.1.c', 'III.p2');
const unit = fc.constantFrom('qlbg', 'ls', 'tt');
const place = fc.constantFrom('c-gt', 'c-vd', 'w-ht');
const date = fc
  .integer({ min: 0, max: 344 })
  .map((days) => day(new Date(Date.parse('2026-01-01T00:00:00Z') + days * DAY_MS).toISOString().slice(0, 10)));
const few = fc.integer({ min: 1, max: 9 });
const many = fc.integer({ min: 1, max: 900 });
const markers = fc.constantFrom(['304/6'], ['304/6', '304/8'], ['301', '313']);
const common = { itemCode: item, unitId: unit, localityId: place, date, estimated: fc.boolean() };
const session = fc
  .record({ ...common, sessions: few, attendees: many, leaflets: fc.option(fc.nat(300), { nil: undefined }), markers: fc.option(markers) })
  .map(({ sessions, attendees, leaflets, markers: named, ...rest }) => ({
    ...rest,
    type: 'borderSession',
    own: { sessions, attendees, ...(leaflets !== undefined && { leaflets }), ...(named && { markers: named }) },
  }));
const broadcast = fc.record({ ...common, airings: few, minutesPerAiring: few }).map(({ airings, minutesPerAiring, ...rest }) => ({
  ...rest,
  type: 'broadcast',
  own: { station: 'Đài xã', programme: 'Biên giới', airings, minutesPerAiring },
}));
const patch = fc.oneof(
  fc.record({ date }),
  fc.record({ unitId: unit }),
  fc.record({ localityId: place }),
  fc.record({ attendees: many }),
  fc.record({ airings: few }),
  fc.record({ estimated: fc.boolean() }),
  fc.record({ leaflets: fc.constantFrom(null, 0, 12) }),
  item.map((itemCode) => ({ planId: PLAN_ID, itemCode })),
  fc.record({ note: fc.constantFrom('Một', 'Hai') }),
);
const kind = fc.constantFrom(...PERIOD_KINDS);
const log: fc.Arbitrary<Happening> = fc.record({
  do: fc.constant('log' as const),
  contents: fc.array(fc.oneof(session, broadcast), { minLength: 3, maxLength: 6 }),
});
const confirm: fc.Arbitrary<Happening> = fc.record({
  do: fc.constant('confirm' as const),
  which: fc.uniqueArray(at, { minLength: RECORDS / 2, maxLength: RECORDS }),
});
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 3, arbitrary: log },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('mend' as const), at, by, patch }) },
  { weight: 3, arbitrary: confirm },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('return' as const, 'withdraw' as const, 'restore' as const), at, by, isLate: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('duplicate' as const), at, of: at, by }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), kind, index: fc.nat(11) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reopen' as const), kind }) },
);
/** One period of every kind, so that something always comes after a closing. */
const closings: fc.Arbitrary<Happening[]> = fc.tuple(
  ...PERIOD_KINDS.map((of) => fc.record({ do: fc.constant('close' as const), kind: fc.constant(of), index: fc.nat(11) })),
);
const part = (...first: readonly fc.Arbitrary<Happening>[]): fc.Arbitrary<Happening[]> =>
  fc.tuple(fc.tuple(...first), fc.array(happening, { minLength: 6, maxLength: 14 })).map(([always, more]) => [...always, ...more]);

export const anyYear: fc.Arbitrary<Happening[]> = fc
  .tuple(part(log, log, log, confirm), closings, part(log, log, confirm), closings, part(confirm))
  .map((parts) => parts.flat());

/** Everybody signed in on one of the last days of the year, so that any of its periods but the last can be closed. */
export async function openYear(database: DatabaseKind): Promise<PlayedYear> {
  const office = await openOffice(database);
  office.clock.now = NOON + 277 * DAY_MS;
  const people: Phone[] = [];
  for (const code of PEOPLE) people.push(await office.signIn(code));
  const approver = await office.signIn('GD-01');
  const supervisor = people.at(-1) as Phone;
  const answer = await supervisor.sync();
  const plan = Plan.parse(answer.changes.plans?.find(({ id }) => id === PLAN_ID));
  return new PlayedYear(office, plan, { people, supervisor, approver });
}

interface Staff {
  readonly people: readonly Phone[];
  readonly supervisor: Phone;
  readonly approver: Phone;
}

export class PlayedYear {
  readonly office: Office;
  readonly plan: Plan;
  readonly staff: Staff;
  readonly told = new Map<PeriodKind, ToldOfKind>(PERIOD_KINDS.map((one) => [one, new ToldOfKind()]));
  /** Every closing as it was told in the moment in which it came to be, also those opened again. */
  readonly first = new Map<string, ClosingDetail>();
  readonly #ids: readonly ActivityId[] = Array.from({ length: RECORDS }, newActivityId);
  #logged = 0;
  #versions: ReadonlyMap<string, number> = new Map();

  constructor(office: Office, plan: Plan, staff: Staff) {
    this.office = office;
    this.plan = plan;
    this.staff = staff;
  }

  counted(): Promise<Counted[]> {
    return readCounted(this.office.store);
  }

  async detail(who: Phone, id: string): Promise<ClosingDetail> {
    return ClosingDetail.parse(await (await who.get(`/api/closings/${id}`)).json());
  }

  async happen(one: Happening): Promise<void> {
    if (one.do === 'close') return this.#close(one.kind, one.index);
    if (one.do === 'reopen') return this.#reopen(one.kind);
    const rows = await this.office.store.reader.selectFrom('activities').select(['id', 'version']).execute();
    this.#versions = new Map(rows.map(({ id, version }) => [id, version]));
    // What the merge makes of it is the merge's own matter: the history says it afterwards.
    for (const [who, mutations] of this.#mutations(one)) if (mutations.length > 0) await who.sync(mutations);
  }

  #person(code: (typeof PEOPLE)[number]): Phone {
    const phone = this.staff.people[PEOPLE.indexOf(code)];
    if (!phone) throw new Error(`Nobody is called ${code}`);
    return phone;
  }

  #versionOf(at: number): { readonly id: ActivityId; readonly version: number } {
    const id = this.#ids[at] as ActivityId;
    return { id, version: this.#versions.get(id) ?? 0 };
  }

  #mutations(one: Exclude<Happening, { readonly do: 'close' | 'reopen' }>): (readonly [Phone, readonly Mutation[]])[] {
    const { people, supervisor } = this.staff;
    if (one.do === 'confirm') {
      const there = one.which.map((at) => this.#versionOf(at)).filter(({ version }) => version > 0);
      return [[supervisor, there.map(({ id, version }) => makeStateChange(id, version, 'confirm'))]];
    }
    if (one.do === 'log') return this.#logs(one.contents);
    const { id, version } = this.#versionOf(one.at);
    return version === 0 ? [] : [[people[one.by] as Phone, [this.#change(one, id, version)]]];
  }

  /** Each officer sends what is of their unit at once. */
  #logs(contents: readonly Content[]): (readonly [Phone, readonly Mutation[]])[] {
    const creates = contents.flatMap((content) => {
      const id = this.#ids[this.#logged];
      if (!id) return [];
      this.#logged += 1;
      return [{ by: OFFICER_OF[String(content.unitId)], create: makeCreate(makeContent(content), id) }];
    });
    return Object.values(OFFICER_OF).map((code) => [
      this.#person(code),
      creates.filter(({ by }) => by === code).map(({ create }) => create),
    ]);
  }

  #change(one: Exclude<Happening, { readonly do: 'close' | 'reopen' | 'log' | 'confirm' }>, id: ActivityId, version: number): Mutation {
    switch (one.do) {
      case 'mend':
        return makeEdit(id, version, one.patch);
      case 'duplicate':
        return makeDuplicate(id, version, this.#ids[one.of] as ActivityId);
      case 'return':
        return makeReturn(id, one.isLate ? version - 1 : version);
      default:
        return makeStateChange(id, one.isLate ? version - 1 : version, one.do);
    }
  }

  async #close(kindOf: PeriodKind, index: number): Promise<void> {
    const told = this.told.get(kindOf) as ToldOfKind;
    const choices = periodChoices(this.plan, kindOf, this.plan.reporting);
    const choice = choices[index % choices.length];
    if (!choice || choice.period.to > '2026-12-20' || told.reports.some(({ key }) => key === choice.key)) return;
    const now = await this.counted();
    const id = newActivityId();
    const { supervisor } = this.staff;
    const answer = await supervisor.post('/api/closings', { id, planId: PLAN_ID, periodKey: choice.key });
    if (!answer.ok) throw new Error(`${choice.key} is not closed: ${answer.status} ${await answer.text()}`);
    CLOSE_PERIOD.reply.parse(await answer.json());
    told.close(id, choice.key, choice.period, now);
    this.first.set(id, await this.detail(supervisor, id));
  }

  async #reopen(kindOf: PeriodKind): Promise<void> {
    const told = this.told.get(kindOf) as ToldOfKind;
    const last = told.reports.at(-1);
    if (!last) return;
    const word = { step: 'reopened', reason: 'Chốt nhầm' };
    const answer = await this.staff.approver.post(`/api/closings/${last.id}/steps`, { seen: 1, word });
    if (!answer.ok) throw new Error(`${last.key} is not opened again: ${answer.status} ${await answer.text()}`);
    TAKE_STEP.reply.parse(await answer.json());
    told.reopen();
  }
}
