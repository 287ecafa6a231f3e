import { mayClose } from '../../domain/closing/closing-state.ts';
import { addDays, type Day, dayFrom, daysBetween, officeDay, yearOf } from '../../domain/day.ts';
import { duesOf } from '../../domain/due-work.ts';
import { type FillRandom, ItemCode, MutationId, RequestId, uuidv7 } from '../../domain/ids.ts';
import type { MeasureKey } from '../../domain/measure.ts';
import { monthPart } from '../../domain/period.ts';
import { periodChoices } from '../../domain/period-choice.ts';
import { type Person, scopeOf } from '../../domain/person.ts';
import type { Plan, PlanItem } from '../../domain/plan.ts';
import { proposeLetterhead } from '../../domain/report/letterhead.ts';
import { newRowId, newToken, sha256 } from '../auth/secrets.ts';
import { mergePage } from '../merge/merge-page.ts';
import type { OfficeReference } from '../merge/page-work.ts';
import type { FinePlace } from '../merge/stored-activity.ts';
import type { SetUpTools } from '../set-up.ts';
import { listAccounts } from '../store/accounts.ts';
import { recomputeCells } from '../store/cells.ts';
import { freezeOrder, listClosings, saveClosing } from '../store/closings.ts';
import { type DeviceReport, saveDeviceReport } from '../store/declared.ts';
import { saveMadeUpDevice } from '../store/demonstration.ts';
import { rebuildDeskCells } from '../store/desk-cells.ts';
import { saveMark } from '../store/marks.ts';
import { readPage, writePage } from '../store/page-store.ts';
import { savePlanSetting } from '../store/plan-settings.ts';
import { savePlanVersion } from '../store/plan-versions.ts';
import { createReferenceReader, saveReference } from '../store/reference.ts';
import type { WriteTx } from '../store/store.ts';
import { saveTarget } from '../store/targets.ts';
import { type Chance, createChance } from './chance.ts';
import { countsByItem, type OfficeYear, officeYear, type Staff, type Step } from './year.ts';

/** A page goes out when it is so old (milliseconds), or when somebody builds on what lies in it. */
const PAGE_MS = 7 * 86_400_000;
const DAY_MS = 86_400_000;

/** A plan of the demonstration while its year is written. */
interface Filling {
  readonly tx: WriteTx;
  readonly readReference: ReturnType<typeof createReferenceReader>;
  readonly plan: Plan;
  readonly staff: Staff;
  readonly today: Day;
  readonly now: number;
  readonly chance: Chance;
  /** Chance that does not repeat. */
  readonly fillRandom: FillRandom;
  /** The release the made-up phones say they run. */
  readonly app: string;
}

const isOf = (plan: Plan, { unitIds }: Person): boolean =>
  plan.items.some(({ leadUnitId }) => leadUnitId !== null && unitIds.includes(leadUnitId));

/** Those who work in the units of the plan; undefined where nobody could log or judge. */
async function staffOf(tx: WriteTx, plan: Plan): Promise<Staff | undefined> {
  const people = (await listAccounts(tx.db)).map((account) => account.person).filter((person) => isOf(plan, person));
  const ofRole = (role: Person['role']): Person[] => people.filter((person) => person.role === role);
  const [supervisor] = ofRole('supervisor');
  const officers = ofRole('officer');
  return supervisor && officers.length > 0 ? { officers, leads: ofRole('unitLead'), supervisor } : undefined;
}

const instantOf = (date: Day): number => Date.parse(`${date}T02:00:00Z`);
const within = ({ plan, today }: Filling, date: Day): Day => (date > today ? today : date < plan.period.from ? plan.period.from : date);

/** What the printed plan does not name and every office owes: the reports on it. */
async function addReports(filling: Filling): Promise<Plan> {
  const { tx, plan, staff } = filling;
  const root = plan.items.findLast((item) => item.parentCode === null);
  const [unitId] = staff.supervisor.unitIds;
  if (!root || unitId === undefined) return plan;
  const year = yearOf(plan.period.from);
  const units = [...new Set([...staff.leads, ...staff.officers].flatMap((person) => person.unitIds))];
  const due = (id: string, month: number, date: number) => ({ id, due: dayFrom(year, month, date) });
  const report = (end: string, text: string, milestone: NonNullable<PlanItem['milestone']>): PlanItem => ({
    code: ItemCode.parse(`${root.code}.${end}`),
    parentCode: root.code,
    marker: '-',
    kind: 'dash',
    title: text,
    text,
    leadUnitId: unitId,
    leadUnit: null,
    coUnits: [],
    schedule: { type: 'quarter', quarters: [1, 2, 3, 4], basis: 'stated' },
    tracking: 'milestone',
    measures: [],
    usualTypes: [],
    milestone,
  });
  const items = [
    report('bc1', 'Các phòng gửi Văn phòng báo cáo kết quả tuyên truyền hằng quý', {
      occurrences: [due('q1', 3, 16), due('q2', 6, 16), due('q3', 9, 16), due('q4', 12, 14)],
      unitIds: units,
    }),
    report('bc2', 'Báo cáo sơ kết 6 tháng, tổng kết năm thực hiện Kế hoạch', {
      occurrences: [due('s1', 6, 25), due('s2', 12, 20)],
      unitIds: [],
    }),
  ];
  const date = within(filling, dayFrom(year, 1, 20));
  const amended = { ...plan, version: plan.version + 1, amendment: { number: plan.number, date }, items: [...plan.items, ...items] };
  await savePlanVersion(tx, amended, { by: staff.supervisor.id, at: instantOf(date) });
  return amended;
}

/** Most reports came some days before their day; of the last one due one unit still owes its own. */
async function markReports(filling: Filling): Promise<void> {
  const { tx, plan, staff, today, now, chance } = filling;
  const dues = plan.items
    .flatMap((item) => duesOf(plan, item))
    .flatMap(({ place, due }) => (due !== null && due <= today ? [{ place, due }] : []));
  const owed = dues.findLast(({ place }) => place.unitId !== null);
  for (const [at, dueWork] of dues.entries()) {
    if (dueWork === owed) continue;
    const { place, due } = dueWork;
    const doneDate = within(filling, addDays(due, -chance.between(0, 5)));
    const lead = staff.leads.find(({ unitIds }) => place.unitId !== null && unitIds.includes(place.unitId));
    const by = (lead ?? staff.supervisor).id;
    await saveMark(tx, place, { doneDate, docNumber: `${at + 12}/BC` }, { by, at: Math.min(instantOf(doneDate), now) });
  }
}

/** How far what was done lies from what its target asks for by now: most of it well, some behind, some ahead. */
const STANDINGS = [1.02, 0.74, 1.12, 0.92, 1.05, 0.61, 0.98, 1.2];
const STEPS: readonly (readonly [upTo: number, step: number])[] = [
  [20, 1],
  [100, 5],
  [1_000, 50],
  [Number.POSITIVE_INFINITY, 100],
];
/** The kind of number an office sets. */
const rounded = (value: number): number => {
  const step = STEPS.find(([upTo]) => value <= upTo)?.[1] ?? 1;
  return Math.max(step, Math.round(value / step) * step);
};

async function setTargets({ tx, plan, staff, today }: Filling, { steps }: OfficeYear): Promise<void> {
  const whole = daysBetween(plan.period.from, plan.period.to) + 1;
  const share = Math.min(1, Math.max(1, daysBetween(plan.period.from, today)) / whole);
  const sums = countsByItem(steps);
  const counted = plan.items.filter((item) => sums.has(item.code));
  const said = { by: staff.supervisor.id, at: instantOf(plan.period.from) };
  for (const [at, item] of counted.entries()) {
    const done = sums.get(item.code);
    const measures: readonly MeasureKey[] = item.measures.filter((measure) => done?.has(measure)).slice(0, 2);
    for (const [nth, measure] of measures.entries()) {
      const value = rounded((done?.get(measure) ?? 0) / share / (STANDINGS[(at + 3 * nth) % STANDINGS.length] ?? 1));
      await saveTarget(tx, { planId: plan.id, itemCode: item.code, measure, unitId: null, period: 'year' }, value, said);
    }
  }
}

type Devices = ReadonlyMap<string, string>;

/** A phone for everybody who did something. */
async function addDevices({ tx, now, chance, fillRandom }: Filling, people: ReadonlySet<Person>): Promise<Devices> {
  const devices = new Map<string, string>();
  for (const { id: accountId, role } of people) {
    const id = newRowId(chance.fill);
    // Its proof of sign-in is kept nowhere: nobody enters with it.
    const tokenHash = sha256(newToken(fillRandom));
    await saveMadeUpDevice(tx, { id, accountId, tokenHash, name: role === 'supervisor' ? 'Windows, Chrome' : 'Android, Chrome' }, now);
    devices.set(accountId, id);
  }
  return devices;
}

/** The steps as pages, each of one person and of some days, so that whatever builds on a page comes behind it. */
function pagesOf(steps: readonly Step[]): Step[][] {
  const pages: Step[][] = [];
  let open = new Map<string, Step[]>();
  const close = (): void => {
    pages.push(...open.values());
    open = new Map();
  };
  for (const step of steps) {
    const [first] = [...open.values()].flat();
    const touches = ({ mutation }: Step): boolean => [step.mutation.activityId, step.mutation.duplicateOfId].includes(mutation.activityId);
    const isBuiltOn = [...open].some(([by, page]) => by !== step.by.id && page.some(touches));
    if (isBuiltOn || (first && step.at - first.at > PAGE_MS)) close();
    open.set(step.by.id, [...(open.get(step.by.id) ?? []), step]);
  }
  close();
  return pages;
}

/**
 * Every page as a phone would have pushed it, by the same way: history and change numbers follow. The sums, which nobody asks for
 * meanwhile, are made once at the end.
 */
async function pushRecords({ tx, readReference, now }: Filling, { steps }: OfficeYear, devices: Devices): Promise<void> {
  const touched: FinePlace[] = [];
  for (const page of pagesOf(steps)) {
    const [first] = page;
    if (!first) continue;
    const sender = { person: first.by, scope: scopeOf(first.by), deviceId: devices.get(first.by.id) ?? '' };
    const mutations = page.map((step) => step.mutation);
    const arrived = Math.min(now, page.at(-1)?.at ?? now);
    const given = await readPage(tx.db, readReference, { sender, now: arrived, mutations, failed: new Set() });
    const { results, writes } = mergePage(given, mutations);
    const refused = results.find(({ status }) => status !== 'applied' && status !== 'merged');
    if (refused) throw new Error(`The demonstration breaks a rule: ${JSON.stringify(refused)}`);
    await writePage(tx, { ...writes, touchedCells: [], touchedMarkers: [] });
    touched.push(...writes.touchedCells);
  }
  await recomputeCells(tx, touched);
  await rebuildDeskCells(tx);
}

/** What each phone last said of itself: one holds records that have not come, and has been silent since. */
async function sayWhatIsHeld(filling: Filling, { steps, silent }: OfficeYear, devices: Devices): Promise<void> {
  const { tx, plan, app, now, chance } = filling;
  for (const [accountId, deviceId] of devices) {
    const last = steps.findLast(({ by }) => by.id === accountId)?.at ?? now;
    const isSilent = silent?.person.id === accountId && silent.holds.length > 0;
    const at = isSilent ? silent.seenAt : Math.max(last, now - chance.between(1, 20) * (DAY_MS / 24));
    const holds = isSilent ? silent.holds : [];
    const report: DeviceReport = {
      app,
      held: {
        count: holds.length,
        attention: 0,
        persisted: true,
        ...(holds.length > 0 && { oldestAt: new Date(at - DAY_MS / 6).toISOString() }),
        store: { since: chance.between(1, 1_000_000), at: 1, knows: [0] },
        names: holds.map(() => MutationId.parse(uuidv7(at, chance.fill))),
      },
      note: holds.map(({ planId, itemCode, unitId, date }) => ({
        planId,
        itemCode,
        unitId,
        part: monthPart(date, plan.reporting),
        records: 1,
      })),
    };
    await saveDeviceReport(tx, deviceId, report, 0, at);
  }
}

/** Days after its end on which the office closes a month. */
const CLOSED_AFTER = 3;

/** The last month that has ended is closed, as an office that hands in its reports does. */
async function closeLastMonth({ tx, plan, staff, today, now, chance }: Filling): Promise<void> {
  const choice = periodChoices(plan, 'month', plan.reporting).findLast(({ period }) => mayClose(period, today));
  if (!choice) return;
  const afterEnd = addDays(choice.period.to, CLOSED_AFTER);
  const closedOn = afterEnd > today ? today : afterEnd;
  const frozen = await freezeOrder(tx.db, { plan, choice, closings: await listClosings(tx.db, plan.id), today: closedOn });
  const at = Math.min(instantOf(closedOn), now);
  await saveClosing(tx, RequestId.parse(uuidv7(at, chance.fill)), frozen, { by: staff.supervisor.id, at });
}

/** Who signs its reports and who receives them. It stays when the records are cleared away, as targets do. */
async function setLetterhead({ tx, plan, staff, chance }: Filling): Promise<void> {
  const at = instantOf(plan.period.from);
  const proposed = proposeLetterhead(plan, undefined);
  const value = {
    ...proposed,
    signer: proposed.signer === 'GIÁM ĐỐC' ? 'KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC' : proposed.signer,
    recipients: 'Như trên;\nLãnh đạo cơ quan;\nCác phòng, đơn vị thực hiện Kế hoạch;\nLưu: VT, VP.',
  };
  const id = RequestId.parse(uuidv7(at, chance.fill));
  await savePlanSetting(tx, { id, planId: plan.id, unitId: null, kind: 'letterhead', value }, { by: staff.supervisor.id, at });
}

/** A plan with a year of work under it. */
async function fillPlan(before: Filling): Promise<void> {
  const plan = await addReports(before);
  const filling = { ...before, plan };
  const reference: OfficeReference = await before.readReference(before.tx.db);
  const year = officeYear({ ...filling, reference });
  await setTargets(filling, year);
  const people = new Set([...year.steps.map(({ by }) => by), ...(year.silent ? [year.silent.person] : [])]);
  const devices = await addDevices(filling, people);
  await pushRecords(filling, year, devices);
  await markReports(filling);
  await closeLastMonth(filling);
  await sayWhatIsHeld(filling, year, devices);
  await setLetterhead(filling);
}

/**
 * Makes of an office that was just set up one in the middle of its year, all of it or nothing: the same for the same day. It is marked
 * as a demonstration until it is cleared away.
 */
export async function fillDemonstration(
  { store, fillRandom, now }: Pick<SetUpTools, 'store' | 'fillRandom' | 'now'>,
  app: string,
): Promise<void> {
  const today = officeDay(now);
  const readReference = createReferenceReader();
  await store.write(async (tx) => {
    const { plans, settings } = await readReference(tx.db);
    for (const plan of plans.values()) {
      const staff = await staffOf(tx, plan);
      const chance = createChance(`${plan.id} ${today}`);
      if (staff) await fillPlan({ tx, readReference, plan, staff, today, now, chance, fillRandom, app });
    }
    if (settings) await saveReference(tx, [{ kind: 'setting', id: settings.id, data: { ...settings, demonstration: 'shown' } }]);
  });
}
