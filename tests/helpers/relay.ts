import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { createServer as createSafeServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { BUILD_HEADER } from '../../src/protocol/sync.ts';

/** What a server needs to be spoken to by https. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** The office behind a relay that can hand out the service worker of a later build: its bytes are what a browser compares. */
export class Relay {
  newer = false;
  /** How often somebody asked for the service worker. */
  askedForWorker = 0;
  origin = '';
  /** Paths of what was sent packed. */
  readonly packed: string[] = [];
  readonly #server: Server;
  readonly #certificate: Certificate | undefined;

  /** `office`: where the server listens, asked anew for each request. */
  constructor(office: () => string, certificate?: Certificate) {
    this.#certificate = certificate;
    const serve = (incoming: IncomingMessage, outgoing: ServerResponse): void => this.#pass(office(), incoming, outgoing);
    this.#server = certificate ? createSafeServer(certificate, serve) : createServer(serve);
  }

  #pass(office: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
    const isWorker = incoming.url === '/sw.js';
    if (isWorker) this.askedForWorker += 1;
    if (incoming.headers['content-encoding'] === 'gzip') this.packed.push(incoming.url ?? '');
    // The file of the office itself, whole and as it is: a later build has another tag.
    const { 'if-none-match': _tag, ...asked } = incoming.headers;
    const headers = isWorker ? { ...asked, 'accept-encoding': 'identity' } : incoming.headers;
    const onward = request(new URL(incoming.url ?? '/', office), { method: incoming.method ?? 'GET', headers }, (answer) => {
      const isChanged = isWorker && this.newer && answer.statusCode === 200;
      const { 'content-length': _length, etag: _etag, ...others } = answer.headers;
      const build = BUILD_HEADER.toLowerCase();
      if (this.newer && answer.headers[build]) answer.headers[build] = 'of-later';
      outgoing.writeHead(answer.statusCode ?? 500, isChanged ? others : answer.headers);
      answer.pipe(outgoing, { end: !isChanged });
      if (isChanged) answer.on('end', () => outgoing.end('\n// A later build.\n'));
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, 'localhost', resolve));
    this.origin = `${this.#certificate ? 'https' : 'http'}://localhost:${(this.#server.address() as AddressInfo).port}`;
    return this.origin;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}
