/**
 * Counts what a backtracking engine does with a pattern, so that a test can say how the work grows without a clock.
 * It knows what the patterns of this code are made of, and throws at anything else.
 */

type Node =
  | { readonly kind: 'sign'; readonly fits: (sign: string) => boolean }
  | { readonly kind: 'edge'; readonly fits: (text: readonly string[], at: number) => boolean }
  | { readonly kind: 'all'; readonly parts: readonly Node[] }
  | { readonly kind: 'any'; readonly ways: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number; readonly lazy: boolean }
  | { readonly kind: 'look'; readonly part: Node; readonly behind: boolean; readonly wanted: boolean };

const isWord = (sign: string | undefined): boolean => sign !== undefined && /\w/.test(sign);
const isBreak = (sign: string | undefined): boolean => sign === '\n' || sign === '\r';

class Parser {
  readonly #source: string;
  readonly #flags: string;
  #at = 0;

  constructor({ source, flags }: RegExp) {
    this.#source = source;
    this.#flags = flags.replace(/[gyd]/g, '');
  }

  parse(): Node {
    const node = this.#ways();
    if (this.#at < this.#source.length) throw new Error(`${this.#source}: not read from ${this.#at} on`);
    return node;
  }

  #takes(text: string): boolean {
    const found = this.#source.startsWith(text, this.#at);
    if (found) this.#at += text.length;
    return found;
  }

  #ways(): Node {
    const ways = [this.#sequence()];
    while (this.#takes('|')) ways.push(this.#sequence());
    return ways.length === 1 && ways[0] ? ways[0] : { kind: 'any', ways };
  }

  #sequence(): Node {
    const parts: Node[] = [];
    while (this.#at < this.#source.length && !/[|)]/.test(this.#source[this.#at] ?? '')) parts.push(this.#repeated(this.#single()));
    return { kind: 'all', parts };
  }

  #repeated(part: Node): Node {
    const [whole, sign, from, comma, to] = /^(?:([*+?])|\{(\d+)(,)?(\d*)\})/.exec(this.#source.slice(this.#at)) ?? [];
    if (whole === undefined) return part;
    this.#at += whole.length;
    const least = sign === undefined ? Number(from) : sign === '+' ? 1 : 0;
    const most =
      sign === undefined
        ? comma === undefined
          ? least
          : to
            ? Number(to)
            : Number.POSITIVE_INFINITY
        : sign === '?'
          ? 1
          : Number.POSITIVE_INFINITY;
    return { kind: 'repeat', part, least, most, lazy: this.#takes('?') };
  }

  #single(): Node {
    for (const [text, behind, wanted] of [
      ['(?=', false, true],
      ['(?!', false, false],
      ['(?<=', true, true],
      ['(?<!', true, false],
    ] as const)
      if (this.#takes(text)) return { kind: 'look', part: this.#group(), behind, wanted };
    if (this.#takes('(?:') || this.#takes('(')) return this.#group();
    if (this.#takes('^')) return { kind: 'edge', fits: (text, at) => at === 0 || (this.#flags.includes('m') && isBreak(text[at - 1])) };
    if (this.#takes('$'))
      return { kind: 'edge', fits: (text, at) => at === text.length || (this.#flags.includes('m') && isBreak(text[at])) };
    if (this.#takes('\\b')) return { kind: 'edge', fits: (text, at) => isWord(text[at - 1]) !== isWord(text[at]) };
    const [sign] =
      /^(?:\[(?:\\.|[^\]\\])*\]|\\u\{[^}]*\}|\\u[\da-f]{4}|\\[pP]\{[^}]*\}|\\[^1-9kb]|[^*+?{}()])/iu.exec(this.#source.slice(this.#at)) ??
      [];
    if (sign === undefined || sign.startsWith('(?')) throw new Error(`${this.#source}: nothing known at ${this.#at}`);
    this.#at += sign.length;
    return signNode(new RegExp(`^(?:${sign})$`, this.#flags.replace('m', '')));
  }

  #group(): Node {
    const node = this.#ways();
    if (!this.#takes(')')) throw new Error(`${this.#source}: a group does not end`);
    return node;
  }
}

function signNode(pattern: RegExp): Node {
  const known = new Map<string, boolean>();
  return {
    kind: 'sign',
    fits: (sign) => {
      const fits = known.get(sign) ?? pattern.test(sign);
      known.set(sign, fits);
      return fits;
    },
  };
}

interface Again {
  readonly kind: 'again';
  readonly of: Extract<Node, { kind: 'repeat' }>;
  readonly count: number;
  readonly from: number;
}

/** What is still to be matched, one part after the other: a list, since a text is far longer than calls may nest. */
interface Chain {
  readonly node: Node | Again;
  readonly next: Chain | undefined;
}

interface Place {
  readonly chain: Chain | undefined;
  readonly at: number;
}

/** More than any text of a test takes in a line of steps. */
const MOST_STEPS = 30_000_000;

class Search {
  readonly #text: readonly string[];
  steps = 0;

  constructor(text: string) {
    this.#text = [...text];
  }

  all(node: Node, isGlobal: boolean): number {
    for (let at = 0; at <= this.#text.length && this.steps < MOST_STEPS; at++) {
      const end = this.#match(node, at, 1);
      if (end !== undefined && !isGlobal) break;
      if (end !== undefined) at = Math.max(at, end - 1);
    }
    return this.steps;
  }

  #match(root: Node, from: number, step: 1 | -1): number | undefined {
    const open: Place[] = [{ chain: { node: root, next: undefined }, at: from }];
    for (let place = open.pop(); place; place = open.pop()) {
      let now: Place | undefined = place;
      while (now?.chain && ++this.steps < MOST_STEPS) now = this.#next(now.chain, now.at, step, open);
      if (now && !now.chain) return now.at;
    }
    return undefined;
  }

  /** Where the match goes on; undefined where it fails and goes back to the last place that is open. */
  #next({ node, next }: Chain, at: number, step: 1 | -1, open: Place[]): Place | undefined {
    switch (node.kind) {
      case 'sign': {
        const sign = this.#text[step === 1 ? at : at - 1];
        return sign !== undefined && node.fits(sign) ? { chain: next, at: at + step } : undefined;
      }
      case 'edge':
        return node.fits(this.#text, at) ? { chain: next, at } : undefined;
      case 'all': {
        const parts = step === 1 ? node.parts.toReversed() : node.parts;
        return { chain: parts.reduce<Chain | undefined>((rest, part) => ({ node: part, next: rest }), next), at };
      }
      case 'any': {
        const [first, ...others] = node.ways;
        for (const way of others.reverse()) open.push({ chain: { node: way, next }, at });
        return first && { chain: { node: first, next }, at };
      }
      case 'look':
        return (this.#match(node.part, at, node.behind ? -1 : 1) !== undefined) === node.wanted ? { chain: next, at } : undefined;
      case 'repeat':
        return this.#again({ kind: 'again', of: node, count: 0, from: -1 }, next, at, open);
      case 'again':
        return this.#again(node, next, at, open);
    }
  }

  #again({ of, count, from }: Again, next: Chain | undefined, at: number, open: Place[]): Place | undefined {
    // A part that took nothing is not tried again.
    if (from === at && count > of.least) return undefined;
    const more: Place = { chain: { node: of.part, next: { node: { kind: 'again', of, count: count + 1, from: at }, next } }, at };
    const enough: Place = { chain: next, at };
    if (count < of.least) return more;
    if (count >= of.most) return enough;
    open.push(of.lazy ? more : enough);
    return of.lazy ? enough : more;
  }
}

/** Counts the steps in which everything is found that a pattern finds in a text, as `matchAll` or `exec` looks for it. */
export function stepsOf(pattern: RegExp): (text: string) => number {
  const node = new Parser(pattern).parse();
  return (text) => new Search(text).all(node, pattern.flags.includes('g'));
}
