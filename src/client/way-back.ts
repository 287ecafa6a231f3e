import type { Navigator } from '@solidjs/router';

/** The router numbers the entries of the history it makes. */
function depth(): number {
  const state: unknown = window.history.state;
  const at = typeof state === 'object' && state !== null && '_depth' in state ? state._depth : undefined;
  return typeof at === 'number' ? at : window.history.length - 1;
}

/** Where the app stood when it was opened: what lies before that entry is not ours. */
const depthAtStart = depth();

/** Back to where the person came from, or to the given screen when the app was opened right here. */
export function goBack(navigate: Navigator, otherwise: string): void {
  if (depth() > depthAtStart) navigate(-1);
  else navigate(otherwise, { replace: true });
}
