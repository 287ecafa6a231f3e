import type { desk as vi } from '../vi/desk.ts';
import { counted } from './counted.ts';

export const desk: typeof vi = {
  code: 'Code',
  columns: {
    choose: 'Columns',
    title: 'Choose columns',
    hint: 'At first only columns with figures are shown. This device keeps the choice.',
    figures: 'Figures',
    more: 'Beside the figures',
    usual: 'As at first',
    pace: 'Pace',
    bar: 'Chart',
  },
  compare: { before: 'With the period before', lastYear: 'With the same period last year' },
  compared: { before: 'period before', lastYear: 'last year' },
  comparedWith: (what, name, days) => `${what}: ${name}, ${days}`,
  comparedPlan: (what, name, days, plan) =>
    `${what}: ${name}, ${days}, of ${plan}. The items of two plans differ, so the totals alone are compared.`,
  comparedNone: (what) => `${what}: no plan on this device ran in that period.`,
  of: (done, target) => `${done}/${target}`,

  heat: {
    months: 'By month',
    units: 'Items by unit',
    unitMonths: 'Units by month',
    count: 'Counted in',
    counts: { leading: 'Main measure', records: 'Records' },
    leadingNote: 'confirmed, in the main measure of each item, shaded line by line; a dashed field is a month to come',
    recordsNote: 'confirmed records, shaded over the whole table; a dashed field is a month to come',
    sum: 'Sum',
    field: (what, figure, unit, where) => `${what}, ${where}: ${figure} ${unit}`,
    toCome: 'to come',
  },
  time: {
    title: 'Activity over time',
    note: 'records each month',
    label: (list) => `Records by month: ${list}`,
    figures: 'As figures',
    month: 'Month',
  },

  markers: {
    title: 'Strip of border markers',
    note: (ranges) => `markers ${ranges}; press one to see its records`,
    none: (count) => `${counted(count, 'marker')} without any session`,
    all: 'Every marker has sessions',
    twice: 'A record that names two markers stands at both, so together they may be more than the total.',
    stone: (marker, sessions, waiting) =>
      `Marker ${marker}: ${counted(sessions, 'session')} confirmed, ${waiting} waiting. Open the records`,
    stoneNone: (marker) => `Marker ${marker}: no session`,
    marker: (marker) => `Marker ${marker}`,
    offline: 'A network is needed to know the sessions of each marker.',
    empty: 'none',
    others: (list) => `Outside the markers of the office: ${list}`,
  },

  places: {
    title: 'Diagram of places',
    note: 'one tile for each commune, not to scale; press one to see its records',
    show: (count) => counted(count, 'commune'),
    none: (count) => `${counted(count, 'commune')} without any record (dashed)`,
    all: 'Every commune has records',
    beside: (count) => `${counted(count, 'record')} of no commune.`,
    place: (name, records, waiting) => `${name}: ${records} confirmed, ${waiting} waiting. Open the records`,
    placeNone: (name) => `${name}: no record`,
    empty: 'none',
  },

  people: {
    title: 'By officer',
    note: 'in the order of codes; leads alone see it',
    person: 'Officer',
    unit: 'Unit',
    records: 'Records',
    waiting: 'Waiting',
    last: 'Last day recorded',
    none: 'Nobody recorded anything in this period.',
    offline: 'A network is needed to know who recorded how much.',
  },
};
