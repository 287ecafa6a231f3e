/** A script after which the clock of a page or of Node says this instant and goes on from there. */
export const clockAt = (instant: string): string => `(() => {
  const True = (globalThis.TrueDate ??= Date);
  const shift = ${Date.parse(instant) - Date.now()};
  globalThis.Date = class Date extends True {
    constructor(...parts) {
      if (parts.length === 0) super(True.now() + shift);
      else super(...parts);
    }
    static now() {
      return True.now() + shift;
    }
  };
})();`;

/** What the environment of a server process holds besides, so that its clock is set by the script. */
export const withClock = (script: string): { readonly NODE_OPTIONS: string } => ({
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}`,
});
