import { MEASURES, type MeasureKey, type Measures } from './measure.ts';

/** Own fields of a type. `required` ones come first in the form. */
export type FieldSpec =
  /** A whole number. Limits come from `measure` where `min`, `max`, `warn` are not given. */
  | {
      readonly kind: 'count';
      readonly measure?: MeasureKey;
      readonly required?: true;
      readonly min?: number;
      readonly max?: number;
      readonly warn?: number;
      readonly initial?: number;
      readonly big?: true;
    }
  | { readonly kind: 'text'; readonly max: number; readonly required?: true }
  /** An https address. */
  | { readonly kind: 'url'; readonly max: number; readonly required?: true }
  | { readonly kind: 'choice'; readonly options: readonly string[]; readonly required?: true }
  | { readonly kind: 'choices'; readonly options: readonly string[]; readonly max: number; readonly required?: true }
  /** Border marker numbers (border-marker.ts). */
  | { readonly kind: 'markers'; readonly max: number; readonly required?: true };

export type FieldValue = string | number | boolean | readonly string[];
export type OwnFields = { readonly [field: string]: FieldValue };

/** A cross-check between fields: `code` names the sentence in the labels. An error refuses, a warning asks. */
export interface CrossCheck {
  readonly field: string;
  readonly code: 'vesselOwnersOverAttendees' | 'pledgesOverOwners' | 'correctedOverFindings' | 'nothingCounted';
  readonly level: 'error' | 'warning';
  readonly fails: (own: OwnFields) => boolean;
}

/** One kind of work: form, validation, tallies, stored shape, labels and exports follow from this entry. */
export interface ActivityTypeSpec {
  /** Name of a drawing in the icon sprite. */
  readonly icon: string;
  readonly localityRequired: boolean;
  readonly fields: { readonly [field: string]: FieldSpec };
  /** What a record may count, the most telling first. */
  readonly measures: readonly MeasureKey[];
  readonly feeds: (own: OwnFields) => Measures;
  readonly checks?: readonly CrossCheck[];
}

const num = (own: OwnFields, field: string): number => (typeof own[field] === 'number' ? own[field] : 0);

/** Copies the fields named like measures that were answered. */
const same =
  (...keys: MeasureKey[]) =>
  (own: OwnFields): Measures =>
    Object.fromEntries(keys.flatMap((key) => (typeof own[key] === 'number' ? [[key, own[key]]] : [])));

const sessions = { kind: 'count', measure: 'sessions', required: true, min: 1, initial: 1 } as const;
/** Of a session, a meeting or an event: without anybody there, it did not take place. */
const attendees = { kind: 'count', measure: 'attendees', required: true, min: 1, big: true } as const;
const leaflets = { kind: 'count', measure: 'leaflets', big: true } as const;

const docNumber = { kind: 'text', max: 40 } as const;

/** All exemplars of one record, whatever they are. */
const exemplars = (own: OwnFields): number => num(own, 'collectives') + num(own, 'individuals') + num(own, 'modelCount');
const SOCIAL_CHANNELS: readonly unknown[] = ['facebook', 'zalo'];

/** The one registry of activity types. */
export const ACTIVITY_TYPES = {
  borderSession: {
    icon: 'post',
    localityRequired: true,
    fields: {
      sessions,
      attendees,
      leaflets,
      markers: { kind: 'markers', max: 10 },
      form: { kind: 'choice', options: ['conference', 'talk', 'onSite'] },
      topics: { kind: 'choices', options: ['demarcation', 'encroachment', 'treaties', 'borderRules'], max: 4 },
    },
    measures: ['sessions', 'attendees', 'leaflets'],
    feeds: same('sessions', 'attendees', 'leaflets'),
  },
  fishermenOutreach: {
    icon: 'boat',
    localityRequired: true,
    fields: {
      sessions,
      attendees,
      vessels: { kind: 'count', measure: 'vessels', big: true },
      vesselOwners: { kind: 'count', measure: 'vesselOwners', big: true },
      pledges: { kind: 'count', measure: 'pledges', big: true },
      leaflets,
      form: { kind: 'choice', options: ['hall', 'harbour', 'vesselByVessel', 'atSea', 'mobileSpeaker'] },
    },
    measures: ['sessions', 'attendees', 'vessels', 'vesselOwners', 'pledges', 'leaflets'],
    feeds: same('sessions', 'attendees', 'vessels', 'vesselOwners', 'pledges', 'leaflets'),
    checks: [
      {
        field: 'vesselOwners',
        code: 'vesselOwnersOverAttendees',
        level: 'warning',
        fails: (own) => num(own, 'vesselOwners') > num(own, 'attendees'),
      },
      {
        field: 'pledges',
        code: 'pledgesOverOwners',
        level: 'warning',
        fails: (own) => num(own, 'pledges') > num(own, own['vesselOwners'] === undefined ? 'attendees' : 'vesselOwners'),
      },
    ],
  },
  broadcast: {
    icon: 'horn',
    localityRequired: true,
    fields: {
      station: { kind: 'text', max: 80, required: true },
      programme: { kind: 'text', max: 120, required: true },
      airings: { kind: 'count', measure: 'broadcasts', required: true, min: 1 },
      minutesPerAiring: { kind: 'count', required: true, min: 1, max: 60 },
      source: { kind: 'choice', options: ['ownProduction', 'relay', 'notice'] },
      language: { kind: 'choice', options: ['vietnamese', 'khmer', 'other'] },
      clusters: { kind: 'count', min: 0, max: 500 },
    },
    measures: ['broadcasts', 'broadcastMinutes'],
    feeds: (own) => ({ broadcasts: num(own, 'airings'), broadcastMinutes: num(own, 'airings') * num(own, 'minutesPerAiring') }),
  },
  outreachSession: {
    icon: 'people',
    localityRequired: true,
    fields: { sessions, attendees, topic: { kind: 'text', max: 120, required: true }, leaflets },
    measures: ['sessions', 'attendees', 'leaflets'],
    feeds: same('sessions', 'attendees', 'leaflets'),
  },
  publication: {
    icon: 'news',
    localityRequired: false,
    fields: {
      channel: {
        kind: 'choice',
        options: ['officeSite', 'provincePortal', 'newspaper', 'radioTv', 'facebook', 'zalo', 'other'],
        required: true,
      },
      title: { kind: 'text', max: 200, required: true },
      count: { kind: 'count', measure: 'articles', required: true, min: 1, initial: 1 },
      kind: { kind: 'choice', options: ['news', 'article', 'video', 'infographic'] },
      url: { kind: 'url', max: 300 },
    },
    measures: ['articles', 'posts'],
    feeds: (own) => (SOCIAL_CHANNELS.includes(own['channel']) ? { posts: num(own, 'count') } : { articles: num(own, 'count') }),
  },
  meeting: {
    icon: 'meet',
    localityRequired: false,
    fields: {
      meetingKind: { kind: 'choice', options: ['regular', 'extraordinary'], required: true },
      attendees,
      docNumber,
    },
    measures: ['meetings', 'attendees'],
    feeds: (own) => ({ meetings: 1, ...same('attendees')(own) }),
  },
  briefing: {
    icon: 'meet',
    localityRequired: false,
    fields: {
      hostMeeting: { kind: 'text', max: 120, required: true },
      attendees: { kind: 'count', measure: 'attendees', required: true, big: true },
      minutes: { kind: 'count', min: 5, max: 240 },
    },
    measures: ['integratedMeetings', 'attendees'],
    feeds: (own) => ({ integratedMeetings: 1, ...same('attendees')(own) }),
  },
  contest: {
    icon: 'check2',
    localityRequired: false,
    fields: {
      contestRole: { kind: 'choice', options: ['organised', 'tookPart'], required: true },
      contestName: { kind: 'text', max: 150, required: true },
      contestants: { kind: 'count', measure: 'contestants', required: true, big: true },
    },
    measures: ['contests', 'contestants'],
    feeds: (own) => ({ contests: 1, ...same('contestants')(own) }),
  },
  event: {
    icon: 'people',
    localityRequired: true,
    fields: {
      eventForm: { kind: 'choice', options: ['conference', 'seminar', 'exchange', 'gathering', 'dialogue', 'ceremony'], required: true },
      attendees,
      mode: { kind: 'choice', options: ['inPerson', 'online', 'hybrid'] },
      modelsPresented: { kind: 'count', min: 0, max: 100 },
    },
    measures: ['events', 'attendees'],
    feeds: (own) => ({ events: 1, ...same('attendees')(own) }),
  },
  inspection: {
    icon: 'search',
    localityRequired: true,
    fields: {
      inspectedUnits: { kind: 'count', required: true, min: 1, max: 50, initial: 1 },
      findings: { kind: 'count', measure: 'findings', required: true, min: 0 },
      corrected: { kind: 'count', min: 0, max: 500 },
    },
    measures: ['inspections', 'findings'],
    feeds: (own) => ({ inspections: 1, ...same('findings')(own) }),
    checks: [
      { field: 'corrected', code: 'correctedOverFindings', level: 'error', fails: (own) => num(own, 'corrected') > num(own, 'findings') },
    ],
  },
  exemplar: {
    icon: 'flag',
    localityRequired: false,
    fields: {
      action: { kind: 'choice', options: ['found', 'proposed', 'commended'], required: true },
      collectives: { kind: 'count', min: 0, max: 100 },
      individuals: { kind: 'count', min: 0, max: 500, big: true },
      modelCount: { kind: 'count', min: 0, max: 100 },
      field: { kind: 'text', max: 80 },
      docNumber,
    },
    measures: ['models', 'commendations'],
    feeds: (own) => ({ [own['action'] === 'commended' ? 'commendations' : 'models']: exemplars(own) }),
    checks: [{ field: 'individuals', code: 'nothingCounted', level: 'error', fails: (own) => exemplars(own) === 0 }],
  },
  launch: {
    icon: 'flag',
    localityRequired: true,
    fields: {
      campaignName: { kind: 'text', max: 150, required: true },
      campaigns: { kind: 'count', measure: 'campaigns', required: true, min: 1, initial: 1 },
      attendees: { kind: 'count', measure: 'attendees', big: true },
    },
    measures: ['campaigns', 'attendees'],
    feeds: same('campaigns', 'attendees'),
  },
  training: {
    icon: 'book',
    localityRequired: false,
    fields: {
      trainingRole: { kind: 'choice', options: ['organised', 'sentStaff'], required: true },
      trainees: { kind: 'count', measure: 'trainees', required: true, big: true },
      days: { kind: 'count', min: 1, max: 30 },
    },
    measures: ['trainings', 'trainees'],
    feeds: (own) => ({ trainings: 1, ...same('trainees')(own) }),
  },
} as const satisfies Record<string, ActivityTypeSpec>;

export type ActivityType = keyof typeof ACTIVITY_TYPES;
export const ACTIVITY_TYPE_KEYS = Object.keys(ACTIVITY_TYPES) as ActivityType[];

type KeysOfUnion<T> = T extends unknown ? keyof T : never;
/** Every own field of every type: what the labels must name. */
export type OwnFieldKey = KeysOfUnion<(typeof ACTIVITY_TYPES)[ActivityType]['fields']>;

/** Looks a type up by a key that may come from elsewhere. */
export const activityType = (key: string): ActivityTypeSpec | undefined =>
  Object.hasOwn(ACTIVITY_TYPES, key) ? ACTIVITY_TYPES[key as ActivityType] : undefined;

/** The limits of a count: its own where given, else those of its measure. */
export function countLimits(spec: Extract<FieldSpec, { kind: 'count' }>): { min: number; max: number; warn: number } {
  const general = spec.measure === undefined ? undefined : MEASURES[spec.measure];
  const max = spec.max ?? general?.max ?? Number.MAX_SAFE_INTEGER;
  return { min: spec.min ?? 0, max, warn: spec.warn ?? general?.warn ?? max };
}
