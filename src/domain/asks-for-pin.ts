import type { UnitId } from './ids.ts';
import type { OfficeSettings } from './office-settings.ts';

/** Whether one of a person's units asks for a PIN on their phone. */
export const asksForPin = (settings: OfficeSettings | undefined, unitIds: readonly UnitId[]): boolean =>
  settings?.pinUnits?.some((id) => unitIds.includes(id)) ?? false;
