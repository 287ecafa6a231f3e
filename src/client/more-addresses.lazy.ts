// As addresses.ts, for screens that the first page never names: what stands there is part of the first page.

/** What the office holds about the person. */
export const HELD_DATA_SCREEN = '/toi/du-lieu';
