/** Words that come together with the screens that speak them: the first page is small where signal is dear. */
const LATE_WORDS = {
  account: () => import('./vi/account.ts'),
  browse: () => import('./vi/browse.ts'),
  connections: () => import('./vi/connections.ts'),
  plans: () => import('./vi/plans.ts'),
  planLife: () => import('./vi/plan-life.ts'),
  tallies: () => import('./vi/tallies.ts'),
  review: () => import('./vi/review.ts'),
  records: () => import('./vi/records.ts'),
  storage: () => import('./vi/storage.ts'),
  reference: () => import('./vi/reference.ts'),
  refusals: () => import('./vi/refusals.ts'),
  planImport: () => import('./vi/plan-import.ts'),
};

export type LateName = keyof typeof LATE_WORDS;
type Loaded<N extends LateName> = Awaited<ReturnType<(typeof LATE_WORDS)[N]>>;
/** Each module exports its words under its own name. */
export type LateWords = { readonly [N in LateName]: Loaded<N>[N & keyof Loaded<N>] };

/** The Vietnamese words of some features. */
export async function loadLate(names: readonly LateName[]): Promise<Partial<LateWords>> {
  const modules = await Promise.all(names.map((name) => LATE_WORDS[name]()));
  return Object.assign({}, ...modules);
}
