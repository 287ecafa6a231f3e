/** Words that come together with the screens that speak them: the first page is small where signal is dear. */
const LAZY_WORDS = {
  account: () => import('./vi/account.ts'),
  accounts: () => import('./vi/accounts.ts'),
  audit: () => import('./vi/audit.ts'),
  browse: () => import('./vi/browse.ts'),
  connections: () => import('./vi/connections.ts'),
  factor: () => import('./vi/factor.ts'),
  plans: () => import('./vi/plans.ts'),
  planLife: () => import('./vi/plan-life.ts'),
  tallies: () => import('./vi/tallies.ts'),
  quarantine: () => import('./vi/quarantine.ts'),
  review: () => import('./vi/review.ts'),
  records: () => import('./vi/records.ts'),
  storage: () => import('./vi/storage.ts'),
  lock: () => import('./vi/lock.ts'),
  reference: () => import('./vi/reference.ts'),
  refusals: () => import('./vi/refusals.ts'),
  planImport: () => import('./vi/plan-import.ts'),
};

export type LazyName = keyof typeof LAZY_WORDS;
type Loaded<N extends LazyName> = Awaited<ReturnType<(typeof LAZY_WORDS)[N]>>;
/** Each module exports its words under its own name. */
export type LazyWords = { readonly [N in LazyName]: Loaded<N>[N & keyof Loaded<N>] };

/** The Vietnamese words of some features. */
export async function loadLazyWords(names: readonly LazyName[]): Promise<Partial<LazyWords>> {
  const modules = await Promise.all(names.map((name) => LAZY_WORDS[name]()));
  return Object.assign({}, ...modules);
}
