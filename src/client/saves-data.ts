/** Not in TypeScript's library: Chromium alone tells it. */
interface Connection {
  readonly saveData?: boolean;
}

/**
 * The person told the browser to spare data: then only what they ask for goes over the air. Where the browser does not tell, nothing is
 * held back. No browser tells a page that the phone spares its battery: what runs by the clock is rare, and rests while nobody looks.
 */
export const savesData = (): boolean =>
  (globalThis.navigator as { readonly connection?: Connection } | undefined)?.connection?.saveData === true;
