/** Forms in which a long table is written. By themselves, so that a screen can offer them before the writers are there. */
export const TABLE_FORMATS = ['xlsx', 'csv', 'json'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];
