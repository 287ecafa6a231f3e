import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { SECURITY_HEADERS } from './http/security-headers.ts';
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

/** What node itself answers where a request is none: it never reaches the app, and says what every answer of the app says. */
const WORDS: { readonly [status: number]: string } = {
  400: 'Bad Request',
  408: 'Request Timeout',
  417: 'Expectation Failed',
  431: 'Request Header Fields Too Large',
};
const BY_CODE: { readonly [code: string]: number } = { ERR_HTTP_REQUEST_TIMEOUT: 408, HPE_HEADER_OVERFLOW: 431 };
const PLAIN_HEADERS = { ...SECURITY_HEADERS, 'Cache-Control': 'no-store', 'Content-Length': '0', Connection: 'close' };

/** The answer that is under way on a connection, as node keeps it there. */
type Answering = Duplex & { readonly _httpMessage?: Pick<ServerResponse, 'headersSent'> | null };

function refuseRaw(error: NodeJS.ErrnoException, socket: Answering): void {
  // Where nobody listens any more, or an answer has begun, there is nothing to say.
  if (error.code === 'ECONNRESET' || !socket.writable || socket._httpMessage?.headersSent) {
    socket.destroy();
    return;
  }
  const status = BY_CODE[error.code ?? ''] ?? 400;
  const lines = Object.entries(PLAIN_HEADERS).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} ${WORDS[status]}\r\n${lines.join('')}\r\n`);
}

const refuseWith = (status: number, response: ServerResponse): void => void response.writeHead(status, PLAIN_HEADERS).end();

export function listen(app: Pick<Hono, 'fetch'>, { port, host }: Pick<Settings, 'port' | 'host'>): Promise<Listening> {
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  // Node would refuse what names no host by itself, and say nothing of all this.
  const server = createServer({ ...TIMEOUTS, requireHostHeader: false }, (request, response) =>
    URL.canParse(`http://${request.headers.host ?? ''}`) ? answer(request, response) : refuseWith(400, response),
  );
  server.on('clientError', refuseRaw);
  server.on('checkExpectation', (_, response: ServerResponse) => refuseWith(417, response));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve({ address: server.address(), close: () => close(server) }));
  });
}
