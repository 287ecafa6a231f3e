import { connect, type Socket } from 'node:net';

/** Commands of the WebDriver standard, by the names that Firefox gives them too, with where WebKit's driver listens for each. */
const ADDRESSES = {
  NewSession: ['POST', ''],
  DeleteSession: ['DELETE', ''],
  SetTimeouts: ['POST', '/timeouts'],
  Navigate: ['POST', '/url'],
  Back: ['POST', '/back'],
  ExecuteScript: ['POST', '/execute/sync'],
  ExecuteAsyncScript: ['POST', '/execute/async'],
  ElementClick: ['POST', '/element/{id}/click'],
  ElementSendKeys: ['POST', '/element/{id}/value'],
  ElementClear: ['POST', '/element/{id}/clear'],
  GetWindowHandle: ['GET', '/window'],
  NewWindow: ['POST', '/window/new'],
  SwitchToWindow: ['POST', '/window'],
  CloseWindow: ['DELETE', '/window'],
  SetWindowRect: ['POST', '/window/rect'],
  TakeScreenshot: ['GET', '/screenshot'],
} as const;

export type Command = keyof typeof ADDRESSES;
export type Params = Readonly<Record<string, unknown>>;

/** One way to speak WebDriver. */
export interface Wire {
  readonly command: (name: Command, params?: Params) => Promise<unknown>;
  /** Asks the browser to end, where it listens itself. */
  readonly quit: () => void;
  readonly close: () => void;
}

/** Some answers lie in a value of their own, and some are it. */
const answerIn = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && 'value' in answer ? (answer as { readonly value: unknown }).value : answer;

/** Ordinary WebDriver: one request each. */
export function httpWire(origin: string): Wire {
  let session = '';
  return {
    command: async (name, params = {}) => {
      const [method, path] = ADDRESSES[name];
      const at = `${origin}/session${session && `/${session}`}${path.replace('{id}', String(params['id']))}`;
      const said = name === 'NewSession' ? { capabilities: { alwaysMatch: params } } : params;
      const answer = await fetch(at, { method, ...(method === 'POST' && { body: JSON.stringify(said) }) });
      const value = answerIn(await answer.json());
      if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(value)}`);
      if (name === 'NewSession') session = (value as { readonly sessionId: string }).sessionId;
      return value;
    },
    quit: () => undefined,
    close: () => undefined,
  };
}

function connected(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket)).once('error', reject);
  });
}

/** Firefox itself: `length:[0, number, command, parameters]` out, `length:[1, number, error, answer]` back. */
export async function marionetteWire(port: number): Promise<Wire> {
  const socket = await connected(port);
  const waiting = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>();
  let bytes: Buffer = Buffer.alloc(0);
  let asked = 0;
  const hear = (message: unknown): void => {
    // The first message is a greeting.
    if (!Array.isArray(message)) return;
    const [, id, error, answer] = message;
    if (error) waiting.get(id)?.reject(new Error(`${error.error}: ${error.message}`));
    else waiting.get(id)?.resolve(answerIn(answer));
    waiting.delete(id);
  };
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    for (let colon = bytes.indexOf(':'); colon > 0; colon = bytes.indexOf(':')) {
      const end = colon + 1 + Number(bytes.subarray(0, colon));
      if (bytes.length < end) return;
      hear(JSON.parse(bytes.subarray(colon + 1, end).toString()));
      bytes = bytes.subarray(end);
    }
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has gone'));
  });
  socket.on('error', () => socket.destroy());
  const say = (name: string, params: Params): number => {
    asked += 1;
    const text = JSON.stringify([0, asked, name, params]);
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    return asked;
  };
  return {
    command: (name, params = {}) =>
      new Promise((resolve, reject) => void waiting.set(say(`WebDriver:${name}`, params), { resolve, reject })),
    quit: () => void say('Marionette:Quit', { flags: ['eForceQuit'] }),
    close: () => socket.destroy(),
  };
}
