import { countIn, type FigureCount } from '../figures/column.ts';
import type { Locality } from '../reference.ts';
import { type Amount, addAmounts, NOTHING } from '../tally.ts';
import type { LocalitySum } from './figure-source.ts';

export interface LocalityLine {
  /** `none`: records that name no place. `unknown`: what the office has not told this device by locality yet. */
  readonly kind: 'locality' | 'none' | 'unknown';
  readonly name: string;
  readonly sessions: FigureCount;
  readonly attendees: FigureCount;
}

const ofAmount = (amount: Amount): Pick<LocalityLine, 'sessions' | 'attendees'> => ({
  sessions: countIn(amount, 'sessions'),
  attendees: countIn(amount, 'attendees'),
});
const isSomething = ({ measures }: Amount): boolean => [measures.sessions, measures.attendees].some((value) => (value ?? 0) !== 0);

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
 * Sessions and attendances by locality, in the order of the list of places. Together they are always `total`: what is not known by
 * place stands in a line of its own. Undefined where the sums by locality cannot belong to the total, since one of them is older.
 */
export function linesByLocality(
  sums: readonly LocalitySum[],
  localities: readonly Locality[],
  total: Amount,
): readonly LocalityLine[] | undefined {
  const rest = sums.reduce<Amount>((left, { amount }) => addAmounts(left, amount, -1), total);
  if ((rest.measures.sessions ?? 0) < 0 || (rest.measures.attendees ?? 0) < 0) return undefined;
  const amounts = new Map<string, Amount>(sums.map(({ localityId, amount }) => [localityId, amount]));
  const nameOf = createLocalityNames(localities);
  const known = localities.flatMap((place): LocalityLine[] => {
    const amount = amounts.get(place.id) ?? NOTHING;
    return isSomething(amount) ? [{ kind: 'locality', name: nameOf(place), ...ofAmount(amount) }] : [];
  });
  // A place that came to the office after this device last heard from it is told by its id: its figures must not be lost.
  const strangers = sums
    .filter(({ localityId, amount }) => localityId !== '' && isSomething(amount) && !localities.some(({ id }) => id === localityId))
    .map(({ localityId, amount }): LocalityLine => ({ kind: 'locality', name: localityId, ...ofAmount(amount) }));
  const none = amounts.get('') ?? NOTHING;
  return [
    ...known,
    ...strangers,
    ...(isSomething(none) ? [{ kind: 'none' as const, name: '', ...ofAmount(none) }] : []),
    ...(isSomething(rest) ? [{ kind: 'unknown' as const, name: '', ...ofAmount(rest) }] : []),
  ];
}
