import type { Device } from '../../../protocol/account.ts';
import { labels } from '../../labels/labels.ts';

/**
 * What each device is called: as a person named it, else by what it is. Devices of one person that would be called alike get a number,
 * by when they were first signed in on.
 */
export function deviceTitles(devices: readonly Device[]): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const { id, person, name, ownName, createdAt } of devices) {
    const alike = devices.filter((other) => other.ownName === undefined && other.person.id === person.id && other.name === name);
    const nth = alike.filter((other) => other.createdAt < createdAt || (other.createdAt === createdAt && other.id <= id)).length;
    titles.set(id, ownName ?? (alike.length > 1 ? labels().account.devices.numbered(name, nth) : name));
  }
  return titles;
}
