import { isPart } from '../../../domain/pace.ts';
import { covers } from '../../../domain/person.ts';
import type { PlanItem } from '../../../domain/plan.ts';
import type { Tally } from '../../../domain/tally.ts';
import type { TargetPlace } from '../../../domain/target.ts';
import { useApp } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';

export interface FigureScope {
  /** Whether figures of an item lie on this phone at all. */
  readonly sees: (item: PlanItem, tally: Tally | undefined) => boolean;
  /** "cả cơ quan", or the names of the units whose figures these are. */
  readonly whose: () => string;
  /** Said beside a target of the whole office where only some units' figures are here: "mới có số của Phòng …". */
  readonly partNote: (place: Pick<TargetPlace, 'unitId'>) => string | undefined;
}

/** Cells are pulled for the units a person may see; other units' items are words alone, not zero. */
export function createFigureScope(): FigureScope {
  const app = useApp();
  const whose = (): string => {
    const { tallies } = app.scope;
    if (tallies === 'all') return labels().plans.wholeOffice;
    const units = app.reference().units.filter((unit) => tallies.includes(unit.id));
    return units.map((unit) => unit.name).join(', ');
  };
  return {
    sees: (item, tally) => item.leadUnitId === null || tally !== undefined || covers(app.scope.tallies, item.leadUnitId),
    whose,
    partNote: (place) => (isPart(app.scope, place) ? labels().plans.partNote(whose()) : undefined),
  };
}
