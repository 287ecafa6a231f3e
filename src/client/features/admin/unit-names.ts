import { useApp } from '../../app-context.ts';

/** Short names of units by their ids. */
export function createUnitNames(): (unitIds: readonly string[]) => string[] {
  const app = useApp();
  return (unitIds) => unitIds.map((id) => app.reference().units.find((unit) => unit.id === id)?.shortName ?? id);
}
