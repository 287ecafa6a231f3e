import { inTime } from '../in-time.ts';

const storage = (): StorageManager | undefined => globalThis.navigator?.storage;

/** No answer of the browser is worth more (ms): a sync would wait for it. */
const ANSWER_MS = 5_000;

/** Whether the browser promised to keep what is stored. */
export const isPersisted = async (): Promise<boolean> =>
  inTime(ANSWER_MS, storage()?.persisted?.() ?? Promise.resolve(false)).catch(() => false);

/** Asks the browser to keep what is stored; to be asked at every start until it says yes. */
export const askToPersist = async (): Promise<boolean> => (await isPersisted()) || ((await storage()?.persist?.()) ?? false);

/** Opened from the home screen; a worker cannot tell, and then nothing is said. */
export const isInstalled = (): boolean => globalThis.matchMedia?.('(display-mode: standalone)').matches ?? false;
