import type { ActivityContent } from '../../domain/activity.ts';
import { activityType } from '../../domain/activity-types.ts';
import { addDays, type Day, daysBetween, weekdayOf } from '../../domain/day.ts';
import { type ActivityId, type MutationId, uuidv7 } from '../../domain/ids.ts';
import { changedFields, type Patch } from '../../domain/patch.ts';
import type { Person } from '../../domain/person.ts';
import { isOffered, type Plan, type PlanItem } from '../../domain/plan.ts';
import type { Mutation } from '../../protocol/mutation.ts';
import type { OfficeReference } from '../merge/page-work.ts';
import { activityMaker } from './activity.ts';
import type { Chance } from './chance.ts';
import { RETURN_REASONS } from './words.ts';

/** Records of a year that is well under way, and most of a single day where it has only begun. */
const RECORDS = 400;
const MOST_A_DAY = 6;
/** What is younger than this waits for its verdict, but for some. */
const WAITING_DAYS = 12;
/** How long the silent phone has not been heard of, and what it said it held. */
export const SILENT_DAYS = 9;
export const SILENT_HOLDS = 3;

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Eight in the morning at the office. */
const MORNING_MS = HOUR_MS;
/** A Friday at three in the afternoon, and every second one from then on. */
const FIRST_REVIEW_MS = Date.UTC(2021, 0, 1, 8);
const REVIEW_EVERY_MS = 14 * DAY_MS;

/** Who works on a plan. */
export interface Staff {
  readonly officers: readonly Person[];
  readonly leads: readonly Person[];
  readonly supervisor: Person;
}

/** Something somebody did, and when it reached the office (milliseconds since 1970). */
export interface Step {
  readonly at: number;
  readonly by: Person;
  readonly mutation: Mutation;
}

export interface OfficeYear {
  readonly steps: readonly Step[];
  /** The officer whose phone fell silent, and what it says it holds. */
  readonly silent: { readonly person: Person; readonly seenAt: number; readonly holds: readonly ActivityContent[] } | undefined;
}

interface Written {
  readonly by: Person;
  readonly at: number;
  readonly content: ActivityContent;
}

export interface YearInput {
  readonly plan: Plan;
  readonly reference: OfficeReference;
  readonly staff: Staff;
  readonly today: Day;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly chance: Chance;
}

/** Up to yesterday; on the first day of the plan that day itself. */
const lastDayOf = ({ plan, today }: YearInput): Day => {
  const yesterday = addDays(today, -1);
  const last = yesterday < plan.period.to ? yesterday : plan.period.to;
  return last < plan.period.from ? plan.period.from : last;
};

const morningOf = (date: Day): number => Date.parse(`${date}T00:00:00Z`) + MORNING_MS;

/** A day between these, seldom one of a weekend. */
function workday(from: Day, to: Day, chance: Chance): Day {
  const date = addDays(from, chance.between(0, daysBetween(from, to)));
  return [0, 6].includes(weekdayOf(date)) && chance.sometimes(0.8) ? workday(from, to, chance) : date;
}

/** Items of the own unit before those that are everybody's. */
function itemFor(person: Person, plan: Plan, chance: Chance): PlanItem | undefined {
  const offered = plan.items.filter((item) => isOffered(plan, item));
  const own = offered.filter((item) => item.leadUnitId !== null && person.unitIds.includes(item.leadUnitId));
  const common = offered.filter((item) => item.leadUnitId === null);
  const from = own.length > 0 && (common.length === 0 || chance.sometimes(0.8)) ? own : common.length > 0 ? common : offered;
  // The first of a unit is its main work.
  return from[0] && chance.sometimes(0.4) ? from[0] : from.length > 0 ? chance.pick(from) : undefined;
}

/** All that was logged, in the order in which it reached the office. */
function writeRecords(input: YearInput): { readonly written: Written[]; readonly silentPerson: Person | undefined } {
  const { plan, reference, staff, now, chance } = input;
  const last = lastDayOf(input);
  const days = daysBetween(plan.period.from, last) + 1;
  const make = activityMaker(reference, plan.id, chance);
  // The last of those who log much: nothing of theirs came since their phone fell silent.
  const silentPerson = staff.officers.at(-1 - Math.floor(staff.officers.length / 3));
  const quietFrom = addDays(input.today, -SILENT_DAYS);
  const count = Math.min(RECORDS, days * MOST_A_DAY);
  const written = Array.from({ length: count }, (): Written[] => {
    const by = chance.pick(staff.officers);
    const unitId = by.unitIds[0];
    const item = itemFor(by, plan, chance);
    const date = workday(plan.period.from, last, chance);
    if (!item || unitId === undefined || (by === silentPerson && date >= quietFrom)) return [];
    // Most of it goes out the same day, some after days without a signal.
    const late = chance.sometimes(0.2) ? chance.between(1, 3) : 0;
    const at = Math.min(morningOf(addDays(date, late)) + chance.between(0, 9 * 60) * 60_000, now - HOUR_MS);
    return [{ by, at, content: make({ item, unitId, date }) }];
  }).flat();
  return { written: written.sort((a, b) => a.at - b.at), silentPerson };
}

/** Two people of one unit wrote down the same session: the second a little otherwise. */
function again({ at, content, by }: Written, staff: Staff): Written | undefined {
  const other = staff.officers.find((officer) => officer.id !== by.id && officer.unitIds[0] === by.unitIds[0]);
  if (!other) return undefined;
  const { note: _, ...rest } = content;
  return { by: other, at: at + 40 * 60_000, content: { ...rest, own: { ...content.own, leaflets: 40 } } };
}

const isTwice = (staff: Staff) => (entry: Written) => entry.content.type === 'borderSession' && again(entry, staff) !== undefined;

/** What the parts of a year share while it is written. */
interface Making {
  readonly input: YearInput;
  readonly steps: Step[];
  readonly reviewerOf: (entry: Written) => Person;
}

const newId = ({ input: { chance } }: Making, at: number): string => uuidv7(at, chance.fill);

function say(making: Making, by: Person, at: number, activityId: ActivityId, change: Partial<Mutation>): void {
  const sent = Math.min(at, making.input.now);
  const common = { id: newId(making, sent) as MutationId, activityId, base: 1, action: 'record' as const, patch: {} };
  making.steps.push({ at: sent, by, mutation: { ...common, at: new Date(sent).toISOString(), ...change } });
}

function record(making: Making, { by, at, content }: Written): ActivityId {
  const activityId = newId(making, at - 120_000) as ActivityId;
  say(making, by, at, activityId, { base: 0, patch: changedFields(undefined, content) as Mutation['patch'] });
  return activityId;
}

/** Reviewers go through what came every other Friday afternoon. */
function laterThan(at: number, { input: { now } }: Making): number {
  const round = Math.ceil((at + DAY_MS / 2 - FIRST_REVIEW_MS) / REVIEW_EVERY_MS);
  return Math.min(FIRST_REVIEW_MS + round * REVIEW_EVERY_MS, now);
}

/** One session logged by two people, of which the second was found to be the same. */
function duplicatePair(making: Making, first: Written): void {
  const second = again(first, making.input.staff);
  const keptRecord = record(making, first);
  if (!second) return;
  const other = record(making, second);
  const at = laterThan(second.at, making);
  say(making, making.reviewerOf(first), at, keptRecord, { action: 'confirm' });
  say(making, making.reviewerOf(first), at, other, { action: 'markDuplicate', duplicateOfId: keptRecord });
}

/** Author and reviewer put the same figure right, each otherwise: which of them holds is for a person to say. */
function openQuestion(making: Making, entry: Written): void {
  const id = record(making, entry);
  const attendees = entry.content.own['attendees'];
  if (typeof attendees !== 'number') return;
  const at = Math.min(entry.at + 5 * HOUR_MS, making.input.now - 600_000);
  const put = (value: number): { readonly patch: Mutation['patch'] } => ({
    patch: { attendees: value } satisfies Patch as Mutation['patch'],
  });
  say(making, making.reviewerOf(entry), at, id, put(attendees + 12));
  say(making, entry.by, at + 300_000, id, put(attendees + 7));
}

function returned(making: Making, entry: Written, sentAgain: boolean): void {
  const id = record(making, entry);
  const at = laterThan(entry.at, making);
  say(making, making.reviewerOf(entry), at, id, { action: 'return', reason: making.input.chance.pick(RETURN_REASONS) });
  if (!sentAgain) return;
  const placeNote = entry.content.placeNote === 'Nhà văn hóa ấp' ? 'Hội trường UBND xã' : 'Nhà văn hóa ấp';
  say(making, entry.by, at + 3 * HOUR_MS, id, { base: 2, patch: { placeNote } });
  say(making, making.reviewerOf(entry), at + 6 * HOUR_MS, id, { base: 3, action: 'confirm' });
}

function confirmed(making: Making, entry: Written): void {
  say(making, making.reviewerOf(entry), laterThan(entry.at, making), record(making, entry), { action: 'confirm' });
}

function withdrawn(making: Making, entry: Written): void {
  say(making, entry.by, Math.min(entry.at + HOUR_MS, making.input.now), record(making, entry), { action: 'withdraw' });
}

/** What becomes of the record at this place of a list of so many. */
function tellRecords(making: Making, written: readonly Written[]): void {
  const { staff, today } = making.input;
  const waitingFrom = addDays(today, -WAITING_DAYS);
  const old = written.filter((entry) => entry.content.date < waitingFrom);
  const young = written.filter((entry) => entry.content.date >= waitingFrom);
  const correctable = (entry: Written): boolean =>
    typeof entry.content.own['attendees'] === 'number' && making.reviewerOf(entry).role === 'unitLead';
  const pair = old.findLast(isTwice(staff)) ?? young.find(isTwice(staff));
  const undecided = young.findLast((entry) => entry !== pair && isTwice(staff)(entry));
  const question = young.findLast((entry) => entry !== pair && entry !== undecided && correctable(entry));
  const taken = [pair, undecided, question];
  const recent = old.filter((entry) => !taken.includes(entry)).slice(-40);
  const sentBack = recent.filter((_, at) => [6, 17, 26, 35].includes(at));
  const waitsLong = recent.filter((_, at) => [21, 30, 33, 38].includes(at));
  const mistaken = recent[12];
  const judgedSoon = young.filter((entry, at) => !taken.includes(entry) && at % 3 === 0);
  for (const [at, entry] of written.entries()) {
    if (entry === pair) duplicatePair(making, entry);
    else if (entry === question) openQuestion(making, entry);
    else if (entry === undecided) for (const each of [entry, again(entry, staff)]) each && record(making, each);
    else if (entry === mistaken) withdrawn(making, entry);
    else if (sentBack.includes(entry)) returned(making, entry, false);
    else if (waitsLong.includes(entry) || (young.includes(entry) && !judgedSoon.includes(entry))) record(making, entry);
    else if (at % 25 === 10) returned(making, entry, true);
    else confirmed(making, entry);
  }
}

/** What a phone wrote down in the days before it fell silent, and nobody has seen since. */
function heldBy(input: YearInput, person: Person): ActivityContent[] {
  const { plan, reference, chance, today } = input;
  const make = activityMaker(reference, plan.id, chance);
  const date = addDays(today, -SILENT_DAYS);
  const unitId = person.unitIds[0];
  return Array.from({ length: SILENT_HOLDS }, () => {
    const item = itemFor(person, plan, chance);
    return item && unitId !== undefined && date >= plan.period.from && date <= plan.period.to ? [make({ item, unitId, date })] : [];
  }).flat();
}

/** Everything that happened in an office up to now, in order; the same for the same day and chance. */
export function officeYear(input: YearInput): OfficeYear {
  const { staff } = input;
  const reviewerOf = ({ by }: Written): Person =>
    staff.leads.find((lead) => by.unitIds.some((unit) => lead.unitIds.includes(unit))) ?? staff.supervisor;
  const making: Making = { input, steps: [], reviewerOf };
  const { written, silentPerson } = writeRecords(input);
  tellRecords(making, written);
  const seenAt = morningOf(addDays(input.today, -SILENT_DAYS)) + 7 * HOUR_MS;
  return {
    // The order of what happened at the same moment is that in which it was told.
    steps: making.steps.sort((a, b) => a.at - b.at),
    silent: silentPerson && { person: silentPerson, seenAt, holds: heldBy(input, silentPerson) },
  };
}

/** What all these records count, by item: upon what targets are set that look like those of an office. */
export function countsByItem(steps: readonly Step[]): Map<string, Map<string, number>> {
  const sums = new Map<string, Map<string, number>>();
  for (const { mutation } of steps) {
    if (mutation.base !== 0) continue;
    const { itemCode, type, ...own } = mutation.patch;
    const counted = activityType(String(type))?.feeds(own as ActivityContent['own']) ?? {};
    const sum = sums.get(String(itemCode)) ?? new Map<string, number>();
    for (const [measure, value] of Object.entries(counted)) sum.set(measure, (sum.get(measure) ?? 0) + value);
    sums.set(String(itemCode), sum);
  }
  return sums;
}
