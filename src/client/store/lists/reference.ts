import type { Day } from '../../../domain/day.ts';
import type { UnitId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/person.ts';
import { concerns, type Plan } from '../../../domain/plan.ts';
import { isValidOn, type Reference, type Unit } from '../../../domain/reference.ts';
import type { AppDb } from '../db.ts';

/** Every plan there is; first those the units lead something in, then the later years. */
export async function readPlans(db: AppDb, unitIds: readonly UnitId[]): Promise<Plan[]> {
  // Without the run of the feed: a version that is made upon a plan goes to the office, which takes no other keys.
  const plans = (await db.plans.toArray()).map(({ feed: _, ...plan }): Plan => plan);
  const isOwn = (plan: Plan): number => Number(concerns(plan, unitIds));
  return plans.sort((a, b) => isOwn(b) - isOwn(a) || b.year - a.year || (a.id < b.id ? -1 : 1));
}

export const readReference = (db: AppDb): Promise<Reference> =>
  db.transaction('r', [db.units, db.localities, db.partners, db.settings], async () => ({
    units: await db.units.toArray(),
    localities: await db.localities.toArray(),
    partners: await db.partners.toArray(),
    settings: await db.settings.get('office'),
  }));

/** Colleagues by account id. */
export async function readPeople(db: AppDb): Promise<Map<string, Person>> {
  const people = await db.people.toArray();
  return new Map(people.map((person) => [person.id, person]));
}

/**
 * The person as this phone has heard since: a unit the office added (what follows one's own, say) counts at once, as it takes
 * nothing away under a form. Its word comes first, and units there are not today last, since the first is where new work goes.
 */
export function personNow(known: Person, heard: Person | undefined, units: readonly Unit[], today: Day): Person {
  const isElsewhen = (id: UnitId): boolean => units.some((unit) => unit.id === id && !isValidOn(unit, today));
  const unitIds = [...new Set([...(heard?.unitIds ?? []), ...known.unitIds])];
  return {
    ...known,
    former: heard?.former ?? known.former,
    // A further role counts, and ends, as soon as the phone hears of it.
    grants: (heard ?? known).grants,
    unitIds: unitIds.sort((a, b) => Number(isElsewhen(a)) - Number(isElsewhen(b))),
  };
}
