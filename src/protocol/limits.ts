// A file of their own: the phone's sync needs the numbers, and none of the schemas that hold requests to them.

/** Most mutations in one request. */
export const MAX_MUTATIONS = 200;
/** Longest reason for a return (characters). */
export const MAX_REASON_LENGTH = 300;
/** The largest request once inflated (bytes). */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;
/** Most lost changes named in one request. */
export const MAX_LOST = 200;
/** Most held changes named in one request. */
export const MAX_NAMES = 1_000;
/** Most former requests named in one request. */
export const MAX_KNOWN = 32;
/** Most changed rows in one answer. */
export const MAX_CHANGES = 2_000;
