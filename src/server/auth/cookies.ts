const DAY_S = 86_400;
/** Browsers cap a cookie's life here; the server's own limits are shorter or equal. */
const MAX_AGE_S = 400 * DAY_S;

/** `__Host-` makes the browser insist on Secure, Path=/ and no Domain. */
export const TOKEN_COOKIE = '__Host-cotmoc';
/** Names the browser itself, so that signing in again is not another device. It opens nothing. */
export const DEVICE_COOKIE = '__Host-cotmoc-device';

/** Shows that the password was right, until the second answer has come. */
export const HALF_COOKIE = '__Host-cotmoc-half';

const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Strict';

export const setCookie = (name: string, value: string, maxAgeS = MAX_AGE_S): string =>
  `${name}=${value}; Max-Age=${maxAgeS}; ${ATTRIBUTES}`;
export const clearCookie = (name: string): string => `${name}=; Max-Age=0; ${ATTRIBUTES}`;

/** The value of a cookie; undefined where it is absent or not of the letters we give out. */
export function readCookie(header: string | null | undefined, name: string): string | undefined {
  const pair = header
    ?.split(';')
    .map((cookie) => cookie.trim())
    .find((cookie) => cookie.startsWith(`${name}=`));
  const value = pair?.slice(name.length + 1);
  return value !== undefined && /^[A-Za-z0-9_-]{1,100}$/.test(value) ? value : undefined;
}
