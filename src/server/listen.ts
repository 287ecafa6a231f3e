import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Settings } from './settings.ts';

/** A phone that falls silent in the middle of a request must not hold its place for minutes. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 65_000, connectionsCheckingInterval: 5_000 };
/** After this, what is still open at a stop is cut. */
const STOP_LIMIT_MS = 4_000;

export interface Listening {
  readonly address: AddressInfo | string | null;
  /** Takes no more connections, lets requests finish, and cuts those that take too long. */
  readonly close: () => Promise<void>;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), STOP_LIMIT_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

export function listen(app: Pick<Hono, 'fetch'>, { port, host }: Pick<Settings, 'port' | 'host'>): Promise<Listening> {
  const server = createServer(TIMEOUTS, getRequestListener(app.fetch, { overrideGlobalObjects: false }));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve({ address: server.address(), close: () => close(server) }));
  });
}
