import { errorsIn } from './storage-errors.ts';

/** A page younger than this (ms) stays: where loading anew does not help, the person must at least be able to read and copy. */
const YOUNG_MS = 60_000;

/**
 * Loads the page anew where its databases are lost to it: once the process that keeps them has died, WebKit opens none in this
 * page any more, however often it is tried. Whoever hears of a failed write keeps its words before the page goes.
 */
export function mendConnection(error: unknown): void {
  if (performance.now() < YOUNG_MS || !errorsIn(error).some(({ message }) => message.includes('server lost'))) return;
  // A dialog may hold words that lie nowhere else. The queries behind it ask again, and come here again.
  if (globalThis.document?.querySelector('dialog[open]') === null) setTimeout(() => location.reload());
}
