import { covers } from '../../../domain/person.ts';
import type { PlanItem } from '../../../domain/plan.ts';
import type { Tally } from '../../../domain/tally.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';

export interface FigureScope {
  /** Whether figures of an item lie on this phone at all. */
  readonly sees: (item: PlanItem, tally: Tally | undefined) => boolean;
  /** "cả cơ quan", or the names of the units whose figures these are. */
  readonly whose: () => string;
}

/** Cells are pulled for the units a person may see; other units' items are words alone, not zero. */
export function createFigureScope(): FigureScope {
  const app = useApp();
  return {
    sees: (item, tally) => item.leadUnitId === null || tally !== undefined || covers(app.scope.tallies, item.leadUnitId),
    whose: () => {
      const { tallies } = app.scope;
      if (tallies === 'all') return labels().plans.wholeOffice;
      const units = app.reference().units.filter((unit) => tallies.includes(unit.id));
      return units.map((unit) => unit.name).join(', ');
    },
  };
}
