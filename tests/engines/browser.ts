import { type Found, find, type Kind } from './find.ts';
import type { Wire } from './wire.ts';

/** How long a person would wait before calling it broken (ms); the machine may be busy with other things. */
const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 150;

/** The name of an element in what travels. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
type ElementRef = Readonly<Record<typeof ELEMENT, string>>;

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again until the answer is there. */
export async function until<T>(what: string, ask: () => Promise<T | undefined | false>, patienceMs = PATIENCE_MS): Promise<T> {
  const end = Date.now() + patienceMs;
  let trouble: unknown;
  do {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      // The page may be changing just now.
      trouble = error;
    }
    await sleep(LOOK_AGAIN_MS);
  } while (Date.now() < end);
  throw new Error(`Not seen within ${patienceMs} ms: ${what}${trouble ? ` (${String(trouble)})` : ''}`);
}

/** A browser as a person uses it, whichever engine it is. */
export class Browser {
  readonly #wire: Wire;

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  async begin(capabilities: object): Promise<void> {
    await this.#wire.command('NewSession', { acceptInsecureCerts: true, ...capabilities });
    await this.#wire.command('SetTimeouts', { script: 180_000, pageLoad: 180_000, implicit: 0 });
    // As narrow as these browsers can be made.
    await this.#resize(360, 900);
  }

  async end(): Promise<void> {
    await this.#wire.command('DeleteSession').catch(() => undefined);
    this.#wire.close();
  }

  open(address: string): Promise<unknown> {
    return this.#wire.command('Navigate', { url: address });
  }

  /** As the page itself would: the driver's own way passes by the service worker. */
  async reload(): Promise<void> {
    const before = await this.evaluate(() => performance.timeOrigin);
    await this.evaluate(() => void setTimeout(() => location.reload()));
    await until('the page anew', () =>
      this.evaluate((old) => performance.timeOrigin !== old && document.readyState === 'complete', before),
    );
  }

  back(): Promise<unknown> {
    return this.#wire.command('Back');
  }

  /** What a function says that runs in the page. It knows nothing but what it is given. */
  async evaluate<Args extends readonly unknown[], T>(act: (...args: Args) => T | Promise<T>, ...args: Args): Promise<T> {
    const script = `const [args, done] = [[...arguments].slice(0, -1), arguments[arguments.length - 1]];
      Promise.resolve().then(() => (${act.toString()})(...args)).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const answer = (await this.#wire.command('ExecuteAsyncScript', { script, args })) as { readonly value?: T; readonly error?: string };
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.value as T;
  }

  async #find(kind: Kind, name: string): Promise<Found<ElementRef> | undefined> {
    const found = await this.#wire.command('ExecuteScript', { script: `return (${find.toString()})(...arguments);`, args: [kind, name] });
    return (found as Found<ElementRef> | null) ?? undefined;
  }

  /** Until it can be seen. `name` is the source of a regular expression. */
  sees(kind: Kind, name: string, patienceMs?: number): Promise<Found<ElementRef>> {
    return until(`${kind} ${name}`, () => this.#find(kind, name), patienceMs);
  }

  async seesNow(kind: Kind, name: string): Promise<boolean> {
    return (await this.#find(kind, name)) !== undefined;
  }

  async value(field: string): Promise<string> {
    return (await this.sees('field', field)).value;
  }

  async press(kind: 'button' | 'link', name: string): Promise<void> {
    await until(`${kind} ${name} pressed`, async () => {
      const found = await this.#find(kind, name);
      if (!found) return false;
      // What stands at the foot of the screen may lie over it: a person scrolls.
      await this.#wire.command('ExecuteScript', { script: "arguments[0].scrollIntoView({ block: 'center' });", args: [found.element] });
      await this.#wire.command('ElementClick', { id: found.element[ELEMENT] });
      return true;
    });
  }

  /** Types as a person does, in place of what stands there. */
  async type(field: string, text: string): Promise<void> {
    const { element } = await this.sees('field', field);
    await this.#wire.command('ElementClear', { id: element[ELEMENT] });
    await this.#wire.command('ElementSendKeys', { id: element[ELEMENT], text });
  }

  /** Hands a file of this machine to the page's own picker. */
  async chooseFile(path: string): Promise<void> {
    const element = (await until('a place for a file', async () =>
      this.#wire.command('ExecuteScript', { script: 'return document.querySelector("input[type=file]") || undefined;', args: [] }),
    )) as ElementRef;
    await this.#wire.command('ElementSendKeys', { id: element[ELEMENT], text: path });
  }

  async newTab(): Promise<string> {
    const { handle } = (await this.#wire.command('NewWindow', { type: 'tab' })) as { readonly handle: string };
    await this.to(handle);
    return handle;
  }

  tab(): Promise<string> {
    return this.#wire.command('GetWindowHandle') as Promise<string>;
  }

  async to(handle: string): Promise<void> {
    await this.#wire.command('SwitchToWindow', { handle });
  }

  async closeTab(): Promise<void> {
    const left = (await this.#wire.command('CloseWindow')) as readonly string[];
    if (left[0]) await this.to(left[0]);
  }

  async #resize(width: number, height: number): Promise<void> {
    await this.#wire.command('SetWindowRect', { width, height });
  }

  /** Pastes, as a person does with what is long. */
  async paste(field: string, text: string): Promise<void> {
    const { element } = await this.sees('field', field);
    const script = `const [area, text] = arguments; area.value = text; area.dispatchEvent(new InputEvent('input', { bubbles: true }));`;
    await this.#wire.command('ExecuteScript', { script, args: [element, text] });
  }

  async picture(): Promise<Buffer> {
    return Buffer.from((await this.#wire.command('TakeScreenshot', { full: false })) as string, 'base64');
  }
}
