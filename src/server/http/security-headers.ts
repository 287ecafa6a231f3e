import type { Context } from 'hono';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  // Text becomes elements or scripts only by these ways (client/trusted.ts, and the script that fetches the service worker).
  "require-trusted-types-for 'script'",
  'trusted-types templates scripts files',
].join('; ');

/** What an answer says that is no page, and nothing that a page is made of: it comes with every sync, over links where each byte counts. */
const DATA_HEADERS: { readonly [name: string]: string } = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  // A page of a neighbouring site can send the cookies along, and must not have the answer in its process.
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** What the page and its files say, and what answers where nobody knows what was asked for. */
export const SECURITY_HEADERS: { readonly [name: string]: string } = {
  ...DATA_HEADERS,
  'Content-Security-Policy': POLICY,
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  // The camera is for photos of the place; nothing here ever asks where the phone is.
  'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
};

/** On every answer, errors and files alike. */
export function setSecurityHeaders(context: Context): void {
  const headers = context.req.path.startsWith('/api/') ? DATA_HEADERS : SECURITY_HEADERS;
  for (const [name, value] of Object.entries(headers)) context.header(name, value);
}
