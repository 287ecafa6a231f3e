import { isIPv6 } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context } from 'hono';

const socketAddress = (context: Context): string => {
  // Without a socket (a request handed in directly) there is nobody to tell apart.
  const bindings: unknown = context.env;
  const hasSocket = typeof bindings === 'object' && bindings !== null && 'incoming' in bindings;
  return hasSocket ? (getConnInfo(context).remote.address ?? 'unknown') : 'local';
};

/** A household or phone is handed 64 bits of IPv6: the rest it may change at will. */
const networkOf = (address: string): string => {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const groups = head.split(':').filter(Boolean);
  const behind = tail?.split(':').filter(Boolean).length ?? 0;
  const zeros = tail === undefined ? [] : Array<string>(8 - groups.length - behind).fill('0');
  return [...groups, ...zeros].slice(0, 4).join(':');
};

/** Where a request comes from, as far as limits need it. Forwarded addresses count only behind a proxy of ours. */
export function clientNetwork(context: Context, trustProxy: boolean): string {
  const forwarded = trustProxy ? context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return networkOf(forwarded || socketAddress(context));
}

/** The origin people have in their address bars. What a proxy says of it counts only behind a proxy of ours. */
export function originOf(context: Context, trustProxy: boolean): string {
  const url = new URL(context.req.url);
  const forwarded = trustProxy ? context.req.header('x-forwarded-proto')?.split(',').at(-1)?.trim() : undefined;
  if (forwarded === 'https' || forwarded === 'http') url.protocol = forwarded;
  return url.origin;
}
