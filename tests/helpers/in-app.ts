import { createRoot } from 'solid-js';
import { type App, AppContext } from '../../src/client/app-context.ts';

/** What a part of a screen makes for somebody who is signed in; of the app only what it reads is there. It stays until the test ends. */
export function inApp<T>(app: object, make: () => T): T {
  return createRoot(() => {
    const made: T[] = [];
    AppContext.Provider({
      value: app as App,
      get children() {
        made.push(make());
        return undefined;
      },
    });
    return made[0] as T;
  });
}
