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

/** What every answer says, whoever makes it. */
export const SECURITY_HEADERS: { readonly [name: string]: string } = {
  'Content-Security-Policy': POLICY,
  'Strict-Transport-Security': 'max-age=63072000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // The camera is for photos of the place; nothing here ever asks where the phone is.
  'Permissions-Policy': 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()',
};

/** On every answer, errors and files alike. */
export function setSecurityHeaders(context: Context): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.header(name, value);
}
