import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** What becomes of one request. Places are fractions (0 up to 1) of the bytes on the wire, heads included. */
export type Fate =
  | { readonly kind: 'pass' }
  /** The connection breaks when so much of the request, or of the answer, has gone by. */
  | { readonly kind: 'cutRequest'; readonly place: number }
  | { readonly kind: 'cutAnswer'; readonly place: number }
  /** The request arrives as if it were whole, but its body ends here. */
  | { readonly kind: 'shorten'; readonly place: number }
  /** Silence until the phone gives up: before the server heard of it, or after it has done its work. */
  | { readonly kind: 'holdRequest' }
  | { readonly kind: 'holdAnswer' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'delay'; readonly ms: number }
  /** The answer trickles. */
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  /** Something else answers; the server hears of it or not. */
  | { readonly kind: 'replace'; readonly answer: string; readonly forward: boolean }
  | { readonly kind: 'reset'; readonly forward: boolean }
  /** The server is asked for another path, and its text comes back edited. */
  | { readonly kind: 'rewrite'; readonly path: string; readonly edit: (text: string) => string };

/** A request before its fate is decided. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** Requests of the same path before this one. */
  readonly nth: number;
}

/** What happened to a request. */
export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly fate: Fate['kind'];
  readonly startedAt: number;
  endedAt?: number;
  /** Bytes the phone offered, and those that went on to the server. */
  readonly bytesUp: number;
  forwarded: number;
  /** Bytes the server answered, and those the phone got. */
  bytesDown: number;
  delivered: number;
  /** Of the server, where it answered. */
  statuses: number[];
}

const PASS: Fate = { kind: 'pass' };
/** A server that keeps silent on half a request is not waited for longer (ms). */
const SILENCE_MS = 3_000;
const NOTHING = Buffer.alloc(0);

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The request again as bytes, one connection each so that every place in it can be counted. */
function bytesOf({ method, url, rawHeaders }: IncomingMessage, body: Buffer): Buffer {
  const lines = [`${method} ${url} HTTP/1.1`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    if (!/^(connection|content-length|transfer-encoding|keep-alive)$/i.test(rawHeaders[at] ?? ''))
      lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  }
  if (body.length > 0 || method === 'POST') lines.push(`content-length: ${body.length}`);
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\nconnection: close\r\n\r\n`), body]);
}

const textOf = (body: Buffer, packed: boolean): string => {
  try {
    return (packed ? gunzipSync(body) : body).toString();
  } catch {
    return '';
  }
};

export const statusLine = (status: number, headers: Readonly<Record<string, string>>, body: string): string => {
  const said = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' });
  return `HTTP/1.1 ${status} Said\r\n${said.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`;
};

/**
 * Stands between a phone and the server and does to each request what its script says. What is decided per request, is done
 * to bytes: a cut falls anywhere in heads and bodies.
 */
export class FaultProxy {
  readonly #target: URL;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #held = new Set<Socket>();
  readonly #log: string | undefined;
  readonly #asked = new Map<string, number>();
  #flying = 0;

  /** Decides; what it says nothing of passes. */
  script: (asked: Asked) => Fate | undefined = () => undefined;
  readonly exchanges: Exchange[] = [];
  /** Most sync requests under way at once: there is one phone behind each proxy. */
  mostSyncsAtOnce = 0;
  origin = '';

  constructor(target: string, log?: string) {
    this.#target = new URL(target);
    this.#log = log;
    this.#server = createServer((incoming) => void this.#serve(incoming).catch(() => incoming.socket.destroy()));
    this.#server.on('connection', (socket) => this.#keep(socket));
    if (log) {
      mkdirSync(dirname(log), { recursive: true });
      rmSync(log, { force: true });
    }
  }

  /** Opens one before the work and closes it whatever came of it. */
  static async with<T>(target: string, log: string, work: (proxy: FaultProxy) => Promise<T>): Promise<T> {
    const proxy = new FaultProxy(target, `node_modules/.cache/faults/${log}.jsonl`);
    await new Promise<void>((resolve) => proxy.#server.listen(0, 'localhost', resolve));
    proxy.origin = `http://localhost:${(proxy.#server.address() as AddressInfo).port}`;
    try {
      return await work(proxy);
    } finally {
      await proxy.#close();
    }
  }

  get syncs(): readonly Exchange[] {
    return this.exchanges.filter((one) => one.path === '/api/sync');
  }

  /** Requests that meet silence just now. */
  get held(): number {
    return this.#held.size;
  }

  /** Everything passes from now on, and whoever is held is let go without an answer. */
  heal(): void {
    this.script = () => undefined;
    for (const socket of this.#held) socket.destroy();
    this.#held.clear();
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket);
    // A cut connection is what this is for.
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
    return socket;
  }

  async #serve(incoming: IncomingMessage): Promise<void> {
    const body = await bodyOf(incoming);
    const path = new URL(incoming.url ?? '/', this.#target).pathname;
    const method = incoming.method ?? 'GET';
    const nth = this.#asked.get(path) ?? 0;
    this.#asked.set(path, nth + 1);
    const packed = incoming.headers['content-encoding'] === 'gzip';
    const fate = this.script({ method, path, nth, body: textOf(body, packed) }) ?? PASS;
    const exchange: Exchange = {
      ...{ method, path, fate: fate.kind, startedAt: Date.now(), bytesUp: 0, forwarded: 0, bytesDown: 0, delivered: 0 },
      statuses: [],
    };
    const bytes = bytesOf(incoming, body);
    Object.assign(exchange, { bytesUp: bytes.length });
    this.exchanges.push(exchange);
    const isSync = path === '/api/sync';
    if (isSync) this.#flying += 1;
    this.mostSyncsAtOnce = Math.max(this.mostSyncsAtOnce, this.#flying);
    // A phone that gives up has no request under way any more, whatever the server still does.
    let landed = false;
    const land = (): void => {
      if (isSync && !landed) this.#flying -= 1;
      landed = true;
    };
    incoming.socket.once('close', land);
    try {
      await this.#meet(fate, exchange, { bytes, headLength: bytes.length - body.length, socket: incoming.socket });
    } finally {
      land();
      exchange.endedAt = Date.now();
      if (this.#log) appendFileSync(this.#log, `${JSON.stringify(exchange)}\n`);
    }
  }

  async #meet(fate: Fate, exchange: Exchange, request: { bytes: Buffer; headLength: number; socket: Socket }): Promise<void> {
    const { bytes, headLength, socket } = request;
    const upTo = (all: Buffer, place: number): Buffer => all.subarray(0, Math.floor(all.length * place));
    const tell = (answer: Buffer): void => {
      exchange.delivered = answer.length;
      socket.end(answer);
    };
    switch (fate.kind) {
      case 'pass':
        return tell(await this.#forward(bytes, exchange));
      case 'cutRequest':
        await this.#forward(upTo(bytes, fate.place), exchange);
        return void socket.resetAndDestroy();
      case 'cutAnswer': {
        const part = upTo(await this.#forward(bytes, exchange), fate.place);
        exchange.delivered = part.length;
        if (part.length === 0) return void socket.resetAndDestroy();
        // Destroyed only once written: a reset would overtake the bytes.
        socket.write(part, () => socket.destroy());
        return;
      }
      case 'shorten': {
        const body = upTo(bytes.subarray(headLength), fate.place);
        const head = bytes.subarray(0, headLength).toString('latin1');
        const honest = head.replace(/content-length: \d+/, `content-length: ${body.length}`);
        return tell(await this.#forward(Buffer.concat([Buffer.from(honest, 'latin1'), body]), exchange));
      }
      case 'holdRequest':
        return this.#hold(socket);
      case 'holdAnswer':
        await this.#forward(bytes, exchange);
        return this.#hold(socket);
      case 'duplicate': {
        const [first] = await Promise.all([this.#forward(bytes, exchange), this.#forward(bytes, exchange)]);
        return tell(first);
      }
      case 'delay':
        await sleep(fate.ms);
        return tell(await this.#forward(bytes, exchange));
      case 'slow':
        return this.#trickle(await this.#forward(bytes, exchange), fate.bytesPerSecond, exchange, socket);
      case 'replace':
        if (fate.forward) await this.#forward(bytes, exchange);
        return tell(Buffer.from(fate.answer));
      case 'rewrite':
        return tell(await this.#rewrite(fate.path, fate.edit, exchange));
      case 'reset':
        if (fate.forward) await this.#forward(bytes, exchange);
        return void socket.resetAndDestroy();
    }
  }

  async #rewrite(path: string, edit: (text: string) => string, exchange: Exchange): Promise<Buffer> {
    const answer = await fetch(new URL(path, this.#target), { headers: { 'accept-encoding': 'identity' } });
    const text = await answer.text();
    exchange.statuses.push(answer.status);
    // Of another text the tag and the length are others; and a phone short of room keeps nothing beside the app's own caches.
    const { etag: _, 'content-length': __, 'transfer-encoding': ___, connection: ____, ...headers } = Object.fromEntries(answer.headers);
    return Buffer.from(statusLine(answer.status, { ...headers, 'cache-control': 'no-store' }, answer.ok ? edit(text) : text));
  }

  async #trickle(answer: Buffer, bytesPerSecond: number, exchange: Exchange, socket: Socket): Promise<void> {
    const step = Math.max(1, Math.floor(bytesPerSecond / 20));
    for (let from = 0; from < answer.length && !socket.destroyed; from += step) {
      socket.write(answer.subarray(from, from + step));
      exchange.delivered = Math.min(answer.length, from + step);
      await sleep(50);
    }
    socket.end();
  }

  #hold(socket: Socket): Promise<void> {
    this.#held.add(socket);
    return new Promise((resolve) => {
      socket.once('close', () => {
        this.#held.delete(socket);
        resolve();
      });
      if (socket.destroyed) resolve();
    });
  }

  /** Sends what there is to the server and brings back all it says; half a request ends with the end of the connection. */
  #forward(bytes: Buffer, exchange: Exchange): Promise<Buffer> {
    if (bytes.length === 0) return Promise.resolve(NOTHING);
    return new Promise((resolve) => {
      const whole = bytes.length >= exchange.bytesUp || exchange.fate === 'shorten';
      const onward = this.#keep(connect({ port: Number(this.#target.port), host: this.#target.hostname }));
      const chunks: Buffer[] = [];
      onward.on('data', (chunk: Buffer) => chunks.push(chunk));
      onward.on('close', () => {
        const answer = Buffer.concat(chunks);
        const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(answer.subarray(0, 20).toString('latin1'))?.[1] ?? 0);
        if (status > 0) exchange.statuses.push(status);
        exchange.forwarded += bytes.length;
        exchange.bytesDown += answer.length;
        resolve(answer);
      });
      if (!whole) onward.setTimeout(SILENCE_MS, () => onward.destroy());
      onward.write(bytes);
      if (!whole) onward.end();
    });
  }

  async #close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}
