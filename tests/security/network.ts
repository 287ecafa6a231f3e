import { Agent, request } from 'node:http';

export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
  /** Name and value of each cookie it set, as a browser sends them back. */
  readonly cookie: string;
  readonly ms: number;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Somebody's network, as the server sees it: an address of 127.0.0.0/8, all of which are this machine. */
export class AttackNetwork {
  readonly #origin: URL;
  readonly #agent: Agent;
  readonly #address: string;

  constructor(origin: string, no: number) {
    this.#origin = new URL(origin);
    this.#address = `127.${1 + (no >> 16)}.${(no >> 8) & 255}.${1 + (no & 127)}`;
    this.#agent = new Agent({ keepAlive: true });
  }

  /** Undefined where the server was away. */
  post(path: string, body: unknown, cookie = ''): Promise<HttpAnswer | undefined> {
    const { port, host, origin } = this.#origin;
    const headers = { host, origin, 'content-type': 'application/json', ...(cookie !== '' && { cookie }) };
    const at = performance.now();
    return new Promise((resolve) => {
      const asked = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent: this.#agent, localAddress: this.#address });
      asked.on('error', () => resolve(undefined));
      asked.on('response', (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('error', () => resolve(undefined));
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            body: parsed(Buffer.concat(parts).toString()),
            cookie: (answer.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; '),
            ms: performance.now() - at,
          }),
        );
      });
      asked.end(JSON.stringify(body));
    });
  }

  signIn(staffCode: string, password: string, cookie?: string): Promise<HttpAnswer | undefined> {
    return this.post('/api/sign-in', { staffCode, password, device: 'Máy thử' }, cookie);
  }

  close(): void {
    this.#agent.destroy();
  }
}
