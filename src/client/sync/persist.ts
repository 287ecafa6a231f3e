const storage = (): StorageManager | undefined => globalThis.navigator?.storage;

/** Whether the browser promised to keep what is stored. */
export const isPersisted = async (): Promise<boolean> => (await storage()?.persisted?.()) ?? false;

/** Asks the browser to keep what is stored; to be asked at every start until it says yes. */
export const askToPersist = async (): Promise<boolean> => (await isPersisted()) || ((await storage()?.persist?.()) ?? false);

/** Opened from the home screen; a worker cannot tell, and then nothing is said. */
export const isInstalled = (): boolean => globalThis.matchMedia?.('(display-mode: standalone)').matches ?? false;
