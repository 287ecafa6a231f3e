/** Text put behind a piece of the present source, or a file that is new. */
export interface Edit {
  readonly file: string;
  readonly after?: string;
  readonly text: string;
}

export interface Walk {
  /** Its heading in docs/growing.md. */
  readonly name: string;
  /** How it begins. */
  readonly begin: readonly Edit[];
  /** What the compiler asks for then. */
  readonly decisions: readonly Edit[];
}

const TYPES = 'src/domain/activity-types.ts';
const LANGUAGES = ['vi', 'en'] as const;
/** The same words in every language: here it matters only that they are there. */
const inWords = (file: string, after: string, text: string): Edit[] =>
  LANGUAGES.map((language) => ({ file: `src/client/labels/${language}/${file}`, after, text }));
/** Words of what a record says: the office's own stand in the domain, those of other languages in the labels. */
const inRecordWords = (after: string, text: string): Edit[] =>
  ['src/domain/record-words.ts', 'src/client/labels/en/domain.ts'].map((file) => ({ file, after, text }));
const aType = (name: string, field: string, measure: string): Edit => ({
  file: TYPES,
  after: 'export const ACTIVITY_TYPES = {',
  text: `${name}: { icon: 'search', localityRequired: false,
    fields: { ${field}: { kind: 'count', measure: '${measure}', required: true, min: 1 } },
    measures: ['${measure}'], feeds: same('${measure}') },`,
});
const typeWords = (name: string, field: string): Edit[] => [
  ...inRecordWords('\n  types: {', `${name}: { name: 'x', short: 'x', hint: 'x' },`),
  ...inRecordWords('\n  fields: {', `${field}: { label: 'x' },`),
];
const aTable = (list: string, name: string, version: number): Edit[] => [
  {
    file: 'src/client/store/db.ts',
    after: "const THIRD_TABLES = { parked: '[list+key]' } as const;",
    text: `\nconst ${name} = { ${list}: 'id' } as const;`,
  },
  { file: 'src/client/store/db.ts', after: 'type Shipped = ', text: `typeof ${name} & ` },
  { file: 'src/client/store/db.ts', after: 'this.version(6).stores(SIXTH_TABLES);', text: `this.version(${version}).stores(${name});` },
];
const aRow = (name: string): Edit => ({
  file: `src/domain/${name.toLowerCase()}.ts`,
  text: `import * as z from 'zod/mini';\nexport const ${name} = z.readonly(z.strictObject({ id: z.string(), text: z.string() }));\n`,
});
const aList = (list: string, row: string, kind: string): Edit[] => [
  {
    file: 'src/protocol/feed-lists.ts',
    after: "import * as z from 'zod/mini';",
    text: `\nimport { ${row} } from '../domain/${row.toLowerCase()}.ts';`,
  },
  { file: 'src/protocol/feed-lists.ts', after: 'export const FEED_LISTS = {', text: `${list}: byId(${row}${kind}),` },
];

export const WALKS: readonly Walk[] = [
  {
    name: 'A type on existing measures',
    begin: [aType('boatVisit', 'boatsVisited', 'sessions')],
    decisions: typeWords('boatVisit', 'boatsVisited'),
  },
  {
    name: 'A type with a new measure',
    begin: [
      { file: 'src/domain/measure.ts', after: 'export const MEASURES = {', text: 'flights: { warn: 5, max: 50 },' },
      aType('dronePatrol', 'flightsFlown', 'flights'),
    ],
    decisions: [
      ...typeWords('dronePatrol', 'flightsFlown'),
      ...inRecordWords('\n  measures: {', "flights: { label: 'x', unit: 'x' },"),
      {
        file: 'src/client/labels/vi/plans.ts',
        after: 'const measureShort: Readonly<Record<MeasureKey, string>> = {',
        text: "flights: 'x',",
      },
      { file: 'src/client/labels/en/plans.ts', after: 'measureShort: {', text: "flights: 'x'," },
      {
        file: 'src/domain/report/words.ts',
        after: 'export const MEASURE_WORDS: Readonly<Record<MeasureKey, string>> = {',
        text: "flights: 'x',",
      },
    ],
  },
  {
    name: 'A new own field, a new option',
    begin: [
      { file: TYPES, after: "markers: { kind: 'markers', max: 10 },", text: "weather: { kind: 'choice', options: ['dry', 'wet'] }," },
      { file: TYPES, after: "options: ['conference', 'talk', 'onSite'", text: ", 'drama'" },
    ],
    decisions: [
      ...inRecordWords('\n  fields: {', "weather: { label: 'x' },"),
      ...inRecordWords('\n  options: {', "'borderSession.weather': { dry: 'x', wet: 'x' },"),
      ...inRecordWords("'borderSession.form': {", "drama: 'x',"),
    ],
  },
  {
    name: 'A new column of figures',
    begin: [
      {
        file: 'src/domain/figures/column.ts',
        after: 'const FURTHER = {',
        text: `estimated: { opens: 'nothing', sums: 'sum', inReport: true,
          figureOf: ({ confirmed: { estimated } }) => estimated ? { count: { value: estimated, isAbout: false } } : undefined },`,
      },
    ],
    decisions: [
      {
        file: 'src/client/labels/vi/plans.ts',
        after: 'const plainColumns: Readonly<Record<PlainWord, string>> = {',
        text: "estimated: 'x',",
      },
      { file: 'src/client/labels/en/plans.ts', after: 'plainColumns: {', text: "estimated: 'x'," },
      {
        file: 'src/domain/report/words.ts',
        after: 'export const PLAIN_WORDS: Readonly<Record<PlainWord, string>> = {',
        text: "estimated: 'số ước',",
      },
    ],
  },
  {
    name: 'A new column of a table of the report',
    begin: [
      {
        file: 'src/domain/report/report-tables.ts',
        after: 'const itemColumns = (report: Report): ReportColumn<ItemLine, ItemGroup>[] => [',
        text: `{ head: 'Thời gian', paper: { share: 20 }, width: 16,
          ofGroup: (at) => textCell(at === 'all' ? undefined : at.item.schedule.type) },`,
      },
    ],
    decisions: [],
  },
  {
    name: 'A new sync outcome',
    begin: [{ file: 'src/client/store/meta.ts', after: 'export type ExchangeTrouble =', text: "\n  | 'paused'" }],
    decisions: [
      { file: 'src/client/sync/outcome.ts', after: "case 'done':", text: "\n    case 'paused':" },
      { file: 'src/client/sync/outcome.ts', after: 'return ms > UNDER_WAY_MS;', text: "\n    case 'paused':" },
      { file: 'src/client/sync/pacing.ts', after: "case 'offline':", text: "\n    case 'paused':" },
      ...inWords('common.ts', '\n    why: {', "paused: 'x',"),
    ],
  },
  {
    name: 'A new list that phones carry',
    begin: [aRow('Notice'), ...aList('notices', 'Notice', ", 'notice'")],
    decisions: aTable('notices', 'SEVENTH_TABLES', 7),
  },
  {
    name: 'A new list with a reader of its own',
    begin: [aRow('Alarm'), ...aList('alarms', 'Alarm', '')],
    decisions: [
      ...aTable('alarms', 'EIGHTH_TABLES', 8),
      { file: 'src/server/store/feed.ts', after: 'removed: removedChanges,', text: 'alarms: async () => [],' },
    ],
  },
];
