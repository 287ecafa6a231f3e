import { errorsIn } from './storage-errors.ts';

const NOTE = 'cotmoc-loaded-anew';
/** Not again within this time (ms): where it does not help, the person must at least be able to read and copy. */
const REST_MS = 60_000;

/**
 * Loads the page anew where its databases are lost to it: once the process that keeps them has died, WebKit opens none in this
 * page any more, however often it is tried. Whoever hears of a failed write keeps its words before the page goes.
 */
export function mendConnection(error: unknown): void {
  // A dialog may hold words that lie nowhere else; the queries behind it ask again, and come here again.
  const mayGo = globalThis.document?.querySelector('dialog[open]') === null;
  if (!mayGo || !errorsIn(error).some(({ message }) => message.includes('server lost'))) return;
  if (Date.now() - Number(sessionStorage.getItem(NOTE)) < REST_MS) return;
  sessionStorage.setItem(NOTE, String(Date.now()));
  setTimeout(() => location.reload());
}
