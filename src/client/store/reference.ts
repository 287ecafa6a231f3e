import type { Person } from '../../domain/person.ts';
import type { Plan } from '../../domain/plan.ts';
import type { Reference } from '../../domain/reference.ts';
import type { AppDb } from './db.ts';

/** Newest year first. */
export async function readPlans(db: AppDb): Promise<Plan[]> {
  const plans = await db.plans.toArray();
  return plans.sort((a, b) => b.year - a.year || (a.id < b.id ? -1 : 1));
}

export const readReference = (db: AppDb): Promise<Reference> =>
  db.transaction('r', [db.units, db.localities, db.partners], async () => ({
    units: await db.units.toArray(),
    localities: await db.localities.toArray(),
    partners: await db.partners.toArray(),
  }));

/** Colleagues by account id. */
export async function readPeople(db: AppDb): Promise<Map<string, Person>> {
  const people = await db.people.toArray();
  return new Map(people.map((person) => [person.id, person]));
}
