import type { Day } from '../../../domain/day.ts';
import type { LocalityId } from '../../../domain/ids.ts';
import { compareNames } from '../../../domain/name-order.ts';
import { isValidOn, type Locality } from '../../../domain/reference.ts';
import { lowerFirst } from '../../labels/format.ts';
import type { Choice } from '../../records/item-choices.ts';

const SMALLEST_FIRST: readonly Locality['level'][] = ['commune', 'district', 'province'];

/** "huyện Giang Thành, tỉnh Kiên Giang": names repeat across a province. */
export function placeAbove(locality: Locality, localities: readonly Locality[]): string | undefined {
  const parent = localities.find((parent) => parent.id === locality.parentId);
  return parent && lowerFirst(parent.name);
}

/** Localities that exist on the day: used before, then communes, then what lies above them. Former names lead to what followed. */
export function localityChoices(
  localities: readonly Locality[],
  date: Day,
  recent: readonly LocalityId[],
  words: {
    readonly recent: string;
    readonly levels: Readonly<Record<Locality['level'], string>>;
    readonly former: (names: string) => string;
  },
): Choice[] {
  const former = new Map<string, string[]>();
  for (const { name, successorIds } of localities) for (const id of successorIds) former.set(id, [...(former.get(id) ?? []), name]);
  const choice = (locality: Locality, group: string): Choice => ({
    value: locality.id,
    label: locality.name,
    hint: placeAbove(locality, localities),
    also: former.has(locality.id) ? words.former((former.get(locality.id) ?? []).join(', ')) : undefined,
    group,
  });
  const first = recent.flatMap((id) => {
    const locality = localities.find((each) => each.id === id);
    return locality ? [choice(locality, words.recent)] : [];
  });
  const rest = localities
    .filter((locality) => isValidOn(locality, date) && !recent.includes(locality.id))
    .sort((a, b) => SMALLEST_FIRST.indexOf(a.level) - SMALLEST_FIRST.indexOf(b.level) || compareNames(a.name, b.name));
  return [...first, ...rest.map((locality) => choice(locality, words.levels[locality.level]))];
}
