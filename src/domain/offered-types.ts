import type { OfficeSettings } from './office-settings.ts';

/** The kinds of work offered for new records, of those in the list. */
export const offeredTypes = <T extends string>(types: readonly T[], settings: OfficeSettings | undefined): T[] =>
  types.filter((type) => !settings?.hiddenTypes.includes(type));
