/** The code that a link brought along. Links of an earlier release have it in the query. */
export const handedCode = (): string => location.hash.slice(1) || (new URLSearchParams(location.search).get('code') ?? '');

/** Takes the code out of the address bar, and out of the history that others of this phone may look through. */
export const forgetHandedCode = (): void => {
  if (location.hash !== '' || location.search !== '') history.replaceState(history.state, '', location.pathname);
};
