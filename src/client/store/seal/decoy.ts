import { Dexie } from 'dexie';

const DECOY = 'cotmoc-decoy';

/**
 * Chromium rewrites its files when a database is deleted, and only what lies in them by then: what it holds in memory goes
 * there with the first deletion, and the files that the second one made needless go with the third. So a decoy is made and deleted
 * before and after what is to go from the disk.
 */
export async function deleteDecoy(): Promise<void> {
  const decoy = new Dexie(DECOY);
  decoy.version(1).stores({ rows: 'id' });
  await decoy.open();
  await decoy.delete();
}
