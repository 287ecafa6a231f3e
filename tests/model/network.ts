import type { ReplyOf } from '../../src/protocol/endpoint.ts';
import { SYNC } from '../../src/protocol/endpoints/sync.ts';
import type { Cut, Office } from './office.ts';

/** What happens to one request on its way. */
export const FATES = [
  'fine',
  /** The connection breaks before, in, or after the request; in the answer. */
  'lostBefore',
  'cutRequest',
  'lostAfter',
  'cutAnswer',
  /** The phone gives up; the request arrives later. */
  'late',
  'twice',
  /** Somebody else's answer, or an old one of one's own. */
  'swapped',
  'html',
  'empty',
  'noContent',
  'otherShape',
  'error',
  'busy',
  'tooLarge',
  /** The server loses its database around the commit, or is killed there. */
  'beforeCommit',
  'afterCommit',
  'killedBefore',
  'killedAfter',
] as const;
export type Fate = (typeof FATES)[number];

export interface Letter {
  readonly path: string;
  readonly init: RequestInit;
  /** Called each time it has come to the office and was answered there. */
  readonly onBrought?: (answer: ReplyOf<typeof SYNC>) => void;
}

/** A request that is on its way, and who waits for the answer. */
export interface Parcel extends Letter {
  readonly answer: (response: Response) => void;
  readonly fail: (error: Error) => void;
}

const noAnswer = (): Error => new TypeError('Failed to fetch');
const JSON_HEADERS = { 'content-type': 'application/json' };

/** Answers nobody of ours gave. */
const FOREIGN: Partial<Record<Fate, () => Response>> = {
  html: () => new Response('<html>Wi-Fi</html>', { headers: { 'content-type': 'text/html' } }),
  empty: () => new Response('', { headers: JSON_HEADERS }),
  noContent: () => new Response(null, { status: 204 }),
  otherShape: () => new Response('{"status":"ok","results":[]}', { headers: JSON_HEADERS }),
  error: () => new Response('<html>Bad gateway</html>', { status: 502, headers: { 'content-type': 'text/html' } }),
  busy: () => new Response('', { status: 503, headers: { 'retry-after': '1' } }),
  tooLarge: () => new Response('', { status: 413 }),
};

const CUTS: Partial<Record<Fate, Cut>> = {
  beforeCommit: 'beforeCommit',
  afterCommit: 'afterCommit',
  killedBefore: 'beforeCommit',
  killedAfter: 'afterCommit',
};

const halfOf = (body: unknown): BodyInit =>
  body instanceof Uint8Array ? body.slice(0, body.byteLength / 2) : String(body).slice(0, String(body).length / 2);

/** What was answered for good, by the last digits of the mutation's id, whether it was said short or in full. */
function answersIn({ results = [], taken = {} }: ReplyOf<typeof SYNC>): (readonly [name: string, said: string])[] {
  const short = Object.entries(taken).flatMap(([version, names]) =>
    (names.match(/.{8}/g) ?? []).map((name) => [name, `applied in version ${version}`] as const),
  );
  const full = results
    // Under a key that was used for other words nothing was decided: that happens to stores that fell back, and to copies.
    .filter((one) => one.status !== 'failed' && !(one.status === 'rejected' && one.reason === 'keyReused'))
    .map((one) => [one.id.slice(-8), one.status === 'applied' ? `applied in version ${one.version}` : JSON.stringify(one)] as const);
  return [...short, ...full];
}

/** Everything between the phones and the office, with a memory of all that passed. */
export class Network {
  readonly #office: Office;
  /** Requests of phones that gave up waiting. */
  readonly late: Letter[] = [];
  readonly sent: Letter[] = [];
  readonly #answers: string[] = [];
  readonly #named = new Map<string, string>();
  /** Changes the server answered first so, then otherwise. */
  readonly contradictions: string[] = [];

  constructor(office: Office) {
    this.#office = office;
  }

  /** After a fall-back the server has forgotten what it said. */
  forget(): void {
    this.#named.clear();
  }

  #note(name: string, said: string): void {
    const before = this.#named.get(name);
    if (before !== undefined && before !== said) this.contradictions.push(`${before}, then ${said}`);
    this.#named.set(name, said);
  }

  /** Brings a request to the server, and remembers what was answered. */
  async bring({ path, init, onBrought }: Letter): Promise<Response> {
    const response = await this.#office.request(path, init);
    if (path !== '/api/sync' || response.status !== 200) return response;
    const text = await response.text();
    this.#answers.push(text);
    const answer = SYNC.reply.parse(JSON.parse(text));
    onBrought?.(answer);
    for (const [name, said] of answersIn(answer)) this.#note(name, said);
    return new Response(text, { headers: JSON_HEADERS });
  }

  async #bringCut(letter: Letter, fate: Fate): Promise<Response> {
    const cut = CUTS[fate];
    this.#office.cutNextWrite(cut);
    const response = await this.bring(letter);
    this.#office.cutNextWrite(undefined);
    if (fate === 'killedBefore' || fate === 'killedAfter') await this.#office.crash();
    return response;
  }

  async #deliver(letter: Letter, fate: Fate, pick: number): Promise<Response | undefined> {
    const foreign = FOREIGN[fate]?.();
    // Half of these never reach the server, half do and are answered by somebody on the way.
    if (foreign && pick % 2 === 0) return foreign;
    switch (fate) {
      case 'lostBefore':
        return undefined;
      case 'late':
        this.late.push(letter);
        return undefined;
      case 'cutRequest':
        await this.#office.request(letter.path, { ...letter.init, body: halfOf(letter.init.body) });
        return undefined;
      case 'twice': {
        const [, second] = await Promise.all([this.bring(letter), this.bring(letter)]);
        return second;
      }
      default:
    }
    const response = await this.#bringCut(letter, fate);
    if (foreign) return foreign;
    if (fate === 'swapped') return new Response(this.#another(pick), { headers: JSON_HEADERS });
    if (fate === 'cutAnswer') {
      const text = await response.text();
      return new Response(text.slice(0, text.length / 2), { headers: JSON_HEADERS });
    }
    return fate === 'lostAfter' || fate === 'killedBefore' || fate === 'killedAfter' ? undefined : response;
  }

  /** An answer to another request. Those that name no change are the hardest to tell, so half of the time it is one of them. */
  #another(pick: number): string {
    const others = this.#answers.slice(0, -1);
    const fitting = pick % 2 === 0 ? others.filter((text) => text.includes('"results":[]')) : others;
    return fitting.at(-1 - Math.floor(pick / 2)) ?? '';
  }

  async deliver(parcel: Parcel, fate: Fate, pick: number): Promise<void> {
    this.sent.push(parcel);
    const response = await this.#deliver(parcel, fate, pick);
    if (response) parcel.answer(response);
    else parcel.fail(noAnswer());
  }

  /** Brings an old request once more; nobody hears the answer. */
  async replay(letter: Letter | undefined): Promise<void> {
    if (letter) await this.bring(letter);
  }

  /** Brings it with the cookies of another device, which never sent it. */
  async replayAs(letter: Letter | undefined, cookies: Headers): Promise<void> {
    if (!letter) return;
    const headers = new Headers(letter.init.headers);
    headers.set('cookie', cookies.get('cookie') ?? '');
    await this.#office.request(letter.path, { ...letter.init, headers });
  }
}
