import type { ActivityContent } from '../../domain/activity.ts';
import { useApp } from '../app-context.ts';
import { activitySummary, DOT, dayShort, typeWords } from '../labels/format.ts';

/** Where it was: the name of the locality, else what the person wrote of the venue. */
export function createLocalityNameOf(): (content: ActivityContent) => string | undefined {
  const app = useApp();
  return ({ localityId, placeNote }) => app.reference().localities.find((locality) => locality.id === localityId)?.name ?? placeNote;
}

/** Gives the place and the figures of a record on one line: "Xã Phú Mỹ · 1 buổi · 64 lượt người". */
export function createFactsLine(): (content: ActivityContent) => string {
  const placeOf = createLocalityNameOf();
  return (content) => {
    const place = placeOf(content);
    return place === undefined ? activitySummary(content) : `${place}${DOT}${activitySummary(content)}`;
  };
}

/** The same with type and day in front, where a record stands alone: "Buổi biên giới 12/6, Xã Phú Mỹ · 1 buổi". */
export function createRecordLine(): (content: ActivityContent) => string {
  const facts = createFactsLine();
  return (content) => `${typeWords(content.type).short} ${dayShort(content.date)}, ${facts(content)}`;
}
