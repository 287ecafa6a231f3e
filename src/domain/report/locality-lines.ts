import { columnOfMeasure, countOfColumn, type FigureCount } from '../figures/column.ts';
import { PLACE_MEASURES } from '../figures/columns.ts';
import { rowsByLocality } from '../figures/rows.ts';
import type { Locality } from '../reference.ts';
import { type Amount, addAmounts } from '../tally.ts';
import type { LocalitySum } from './figure-source.ts';

/** The columns of the table by locality. */
export const placeColumns = PLACE_MEASURES.map(columnOfMeasure);

export interface LocalityLine {
  /** `none`: records that name no place. `unknown`: what the office has not told this device by locality yet. */
  readonly kind: 'locality' | 'none' | 'unknown';
  readonly name: string;
  /** One for each of its columns. */
  readonly figures: readonly FigureCount[];
}

/** What the table by locality says of an amount. */
export const placeFigures = (amount: Amount): FigureCount[] => placeColumns.map((column) => countOfColumn(column, amount));

/** Names repeat over a province: such a name is told with that of the area it lies in. */
export function createLocalityNames(localities: readonly Locality[]): (place: Locality) => string {
  const byId = new Map<string, Locality>(localities.map((locality) => [locality.id, locality]));
  const uses = new Map<string, number>();
  for (const { name } of localities) uses.set(name, (uses.get(name) ?? 0) + 1);
  return (place) => {
    const parent = byId.get(place.parentId ?? '')?.name;
    return parent !== undefined && (uses.get(place.name) ?? 0) > 1 ? `${place.name} (${parent})` : place.name;
  };
}

/**
 * The figures by locality, in the order of the list of places. Together they are always `total`: what is not known by place stands
 * in a line of its own. Undefined where the sums by locality cannot belong to the total, since one of them is older.
 */
export function linesByLocality(
  sums: readonly LocalitySum[],
  localities: readonly Locality[],
  total: Amount,
): readonly LocalityLine[] | undefined {
  const rest = sums.reduce<Amount>((left, { amount }) => addAmounts(left, amount, -1), total);
  if (placeFigures(rest).some(({ value }) => value < 0)) return undefined;
  const nameOf = createLocalityNames(localities);
  const keyed = sums.map(({ localityId, amount }) => ({ ...amount, key: localityId, state: 'confirmed' as const }));
  const places = rowsByLocality(keyed, localities, false).rows.map(({ locality, localityIds: [id = ''], tally }): LocalityLine => {
    // A place that came to the office after this device last heard from it is told by its id: its figures must not be lost.
    const name = locality ? nameOf(locality) : id;
    return { kind: id === '' ? 'none' : 'locality', name, figures: placeFigures(tally.confirmed) };
  });
  return [
    ...places.filter(({ kind }) => kind === 'locality'),
    ...places.filter(({ kind }) => kind === 'none'),
    { kind: 'unknown' as const, name: '', figures: placeFigures(rest) },
  ].filter(({ figures }) => figures.some(({ value }) => value !== 0));
}
