import { trustedScript } from '../trusted-scripts.ts';
import { fileAt } from './build.ts';

/** Where the service worker begins. */
export const workerFile = (): string => trustedScript('/sw.js');

/**
 * The browser looks for another worker at each opening. It may look in its own copy, for the day that the server says: the office names
 * its build with each answer, and once it is another one `fetchWorkerFile` renews that copy.
 */
export const WORKER_OPTIONS = { updateViaCache: 'all' } as const;

/** Asks the office whether the browser's own copy of the file is still the file, however young that copy is. */
export const fetchWorkerFile = (): Promise<Response> => fetch('/sw.js', { cache: 'no-cache' });

/** The build that this page is of. */
export const buildOfPage = (): string | undefined => fileAt(new URL(import.meta.url).pathname)?.id;
