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
/** Most fields that one change names: a record of any kind has a third of them. */
export const MAX_FIELDS = 64;
/** Longest name of a field (characters). */
export const MAX_FIELD_NAME = 40;
/**
 * Longest text of one field on the wire, and most entries of a list in it: eight times what any field may hold, so that the rules of
 * the record can still say by name what is too long.
 */
export const MAX_FIELD_TEXT = 4_000;
export const MAX_FIELD_LIST = 100;
/** Most places in the tally note. */
export const MAX_NOTE = 500;
/** Most changed rows in one answer. */
export const MAX_CHANGES = 2_000;
