import { trustedPolicy } from './trusted.ts';

const isOwn = (address: string): boolean => {
  const { origin, pathname } = new URL(address, location.href);
  return origin === location.origin && (pathname === '/sw.js' || pathname.startsWith('/b/') || import.meta.env.DEV);
};

const SCRIPTS = trustedPolicy('scripts', {
  createScriptURL: (address) => {
    if (!isOwn(address)) throw new TypeError('No script of this app');
    return address;
  },
});

/** The address of a script of the build, or of the service worker, as browsers take it from a page that may run no other. */
export const trustedScript = (address: string): string => SCRIPTS.createScriptURL(address);
