import { type ActivityContent, parseContent } from '../../domain/activity.ts';
import { type ActivityType, activityType, type OwnFields } from '../../domain/activity-types.ts';
import type { Day } from '../../domain/day.ts';
import type { UnitId } from '../../domain/ids.ts';
import type { PlanItem } from '../../domain/plan.ts';
import { isValidOn, type Locality } from '../../domain/reference.ts';
import type { OfficeReference } from '../merge/page-work.ts';
import type { Chance } from './chance.ts';
import { AUDIENCES, CAMPAIGNS, CONTESTS, HAUNTS, MEETINGS, MERITS, NOTES, PROGRAMMES, SPOTS, STATIONS, TITLES, TOPICS } from './words.ts';

type OwnMaker = (chance: Chance, markers: readonly string[]) => OwnFields;

/** Figures as such days bring them: below what the form would ask about. */
const OWN: Partial<Record<ActivityType, OwnMaker>> = {
  borderSession: (chance, markers) => {
    const attendees = chance.between(22, 95);
    return {
      sessions: chance.sometimes(0.15) ? 2 : 1,
      attendees,
      ...(chance.sometimes(0.8) && { leaflets: attendees + chance.between(5, 40) }),
      ...(markers.length > 0 && chance.sometimes(0.7) && { markers: [chance.pick(markers)] }),
      form: chance.pick(['talk', 'talk', 'onSite', 'conference']),
      topics: [chance.pick(['demarcation', 'encroachment', 'treaties', 'borderRules'])],
    };
  },
  fishermenOutreach: (chance) => {
    const vesselOwners = chance.between(8, 35);
    return {
      sessions: 1,
      attendees: vesselOwners + chance.between(10, 60),
      vessels: vesselOwners + chance.between(0, 10),
      vesselOwners,
      pledges: Math.max(0, vesselOwners - chance.between(0, 6)),
      ...(chance.sometimes(0.7) && { leaflets: chance.between(40, 120) }),
      form: chance.pick(['harbour', 'harbour', 'hall', 'vesselByVessel', 'mobileSpeaker']),
    };
  },
  broadcast: (chance) => ({
    station: chance.pick(STATIONS),
    programme: chance.pick(PROGRAMMES),
    airings: chance.between(2, 10),
    minutesPerAiring: chance.pick([5, 10, 15]),
    source: chance.pick(['ownProduction', 'relay']),
    language: chance.pick(['vietnamese', 'vietnamese', 'khmer']),
  }),
  outreachSession: (chance) => ({
    sessions: 1,
    attendees: chance.between(30, 120),
    topic: chance.pick(TOPICS),
    ...(chance.sometimes(0.6) && { leaflets: chance.between(30, 150) }),
  }),
  publication: (chance) => ({
    channel: chance.pick(['officeSite', 'officeSite', 'provincePortal', 'newspaper', 'facebook', 'zalo']),
    title: chance.pick(TITLES),
    count: chance.sometimes(0.2) ? 2 : 1,
    kind: chance.pick(['news', 'article', 'infographic']),
  }),
  meeting: (chance) => ({ meetingKind: 'regular', attendees: chance.between(12, 40) }),
  briefing: (chance) => ({
    hostMeeting: chance.pick(MEETINGS),
    attendees: chance.between(14, 46),
    minutes: chance.pick([15, 20, 30]),
  }),
  contest: (chance) => ({
    contestRole: chance.pick(['tookPart', 'organised']),
    contestName: chance.pick(CONTESTS),
    contestants: chance.between(8, 45),
  }),
  event: (chance) => ({
    eventForm: chance.pick(['exchange', 'gathering', 'ceremony', 'seminar']),
    attendees: chance.between(40, 160),
    mode: 'inPerson',
  }),
  inspection: (chance) => {
    const findings = chance.between(0, 3);
    return { inspectedUnits: chance.between(1, 3), findings, corrected: chance.between(0, findings) };
  },
  exemplar: (chance) => ({
    action: chance.pick(['found', 'proposed', 'commended']),
    collectives: chance.between(0, 2),
    individuals: chance.between(1, 5),
    field: chance.pick(MERITS),
  }),
  launch: (chance) => ({ campaignName: chance.pick(CAMPAIGNS), campaigns: 1, attendees: chance.between(30, 90) }),
  training: (chance) => ({ trainingRole: chance.pick(['organised', 'sentStaff']), trainees: chance.between(5, 40), days: 1 }),
};

/** The first is what is usually done under an item. */
function typeFor(item: PlanItem, chance: Chance): ActivityType {
  const known = item.usualTypes.filter((type): type is ActivityType => type in OWN);
  const [usual = 'outreachSession', ...others] = known;
  return others.length > 0 && chance.sometimes(0.3) ? chance.pick(others) : usual;
}

function placeFor(type: ActivityType, communes: readonly Locality[], chance: Chance): Locality | undefined {
  const haunts = (HAUNTS[type] ?? []).flatMap((id) => communes.filter((commune) => commune.id === id));
  const places = haunts.length > 0 ? haunts : communes;
  return places.length > 0 ? chance.pick(places) : undefined;
}

/** Main positions of the office's border, with a few of those between two of them. */
function markersOf({ settings }: OfficeReference): string[] {
  const positions = (settings?.markers ?? []).flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at));
  return positions.flatMap((position) => (position % 3 === 0 ? [String(position), `${position}/2`] : [String(position)]));
}

export interface Occasion {
  readonly item: PlanItem;
  readonly unitId: UnitId;
  readonly date: Day;
}

/** Gives what somebody would write down of a day's work under an item. */
export function activityMaker(reference: OfficeReference, planId: string, chance: Chance): (occasion: Occasion) => ActivityContent {
  const markers = markersOf(reference);
  const communes = reference.localities.filter((locality) => locality.level === 'commune');
  return ({ item, unitId, date }) => {
    const type = typeFor(item, chance);
    const own = OWN[type]?.(chance, markers);
    const place = placeFor(
      type,
      communes.filter((commune) => isValidOn(commune, date)),
      chance,
    );
    const spots = SPOTS[type] ?? [];
    const notes = NOTES[type] ?? [];
    const audience = AUDIENCES[type] ?? [];
    const names = activityType(type)?.localityRequired === true || chance.sometimes(0.3);
    const content = parseContent({
      planId,
      itemCode: item.code,
      alsoItemCodes: [],
      type,
      date,
      unitId,
      coUnitIds: [],
      partnerIds: reference.partners.length > 0 && chance.sometimes(0.35) ? [chance.pick(reference.partners).id] : [],
      ...(names && place && { localityId: place.id }),
      ...(spots.length > 0 && chance.sometimes(0.7) && { placeNote: chance.pick(spots) }),
      audienceGroups: audience.length > 0 ? [chance.pick(audience)] : [],
      estimated: chance.sometimes(0.01),
      ...(notes.length > 0 && chance.sometimes(0.3) && { note: chance.pick(notes) }),
      own,
    });
    if (!content) throw new Error(`The demonstration made a ${type} that breaks its own schema`);
    return content;
  };
}
