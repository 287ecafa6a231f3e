import type { Context } from 'hono';
import type { Log } from '../log.ts';

/**
 * Says once what the settings and the requests tell of each other. `proxyNotTrusted`: a proxy stands in front and is not believed,
 * so that all people count as one network in every limit. `noProxy`: one is believed, and a request came without its mark; then
 * whoever reaches this port may claim any network.
 */
export function createProxyWatch(log: Log, trustProxy: boolean): (context: Context) => void {
  let isSaid = false;
  return (context) => {
    const isForwarded = context.req.header('x-forwarded-for') !== undefined;
    if (isSaid || isForwarded === trustProxy) return;
    isSaid = true;
    log({
      event: trustProxy ? 'noProxy' : 'proxyNotTrusted',
      advice: trustProxy
        ? 'TRUST_PROXY is set, and a request came without X-Forwarded-For: let nobody but the proxy reach this port'
        : 'Requests bear X-Forwarded-For and TRUST_PROXY is off: set TRUST_PROXY=1 where a proxy of yours stands in front',
    });
  };
}
