import type { UnitId } from '../../../domain/ids.ts';
import { useApp } from '../../app-context.ts';

/** The short name of a unit by its id. */
export function createUnitName(): (id: UnitId) => string {
  const app = useApp();
  return (id) => app.reference().units.find((unit) => unit.id === id)?.shortName ?? id;
}

/** Short names of units by their ids. */
export function createUnitNames(): (unitIds: readonly UnitId[]) => string[] {
  const nameOf = createUnitName();
  return (unitIds) => unitIds.map(nameOf);
}
