const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

const hostOf = (origin: string): string | undefined => (URL.canParse(origin) ? new URL(origin).host : undefined);

/**
 * Whether a request may have been sent by another site's page. Browsers send Origin or Sec-Fetch-Site with every unsafe
 * request, so one with a cookie and neither of them is no browser of ours. The content type proves nothing and is not asked.
 */
export function isCrossSite(request: Request, publicOrigin: string | undefined): boolean {
  if (SAFE_METHODS.includes(request.method)) return false;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  if (origin === null && site === null) return request.headers.has('cookie');
  if (site !== null && site !== 'same-origin') return true;
  if (origin === null) return false;
  return publicOrigin === undefined ? hostOf(origin) !== new URL(request.url).host : origin !== publicOrigin;
}
