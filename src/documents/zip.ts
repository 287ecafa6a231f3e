import { Inflate, strFromU8 } from 'fflate';
import { DocumentRefused } from './refusal.ts';
import { utf16Text } from './utf16.ts';

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const LONGEST_COMMENT = 65_535;
const MOST_ENTRIES = 4_000;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

/** All parts that are read of one file, together. The largest plan known inflates to under 3 MB. */
const MOST_INFLATED_BYTES = 16 * 1024 * 1024;
/** A document may take in the same part again and again, and each time it is read anew. */
const MOST_READINGS = 4_000;
/** Tags and attributes of all parts that are read: bytes alone do not say how long that takes. */
const MOST_MARKUP = 1_000_000;
/** Deflate makes at most about a thousand bytes of one: so much is made at once before the sum is looked at. */
const INFLATE_STEP_BYTES = 16 * 1024;

interface Entry {
  readonly method: number;
  readonly flags: number;
  readonly packedBytes: number;
  readonly at: number;
}

function count(text: string, sign: string): number {
  let found = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) found++;
  return found;
}

const broken = (detail: string): DocumentRefused => new DocumentRefused('brokenFile', detail);

/**
 * The parts of an office file. The directory is read here and not by the library, which would trust the sizes it states:
 * a part is inflated in steps, and only until the limit.
 */
export class Archive {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #entries = new Map<string, Entry>();
  /** What was unpacked so far, shared with the archives that lie in this one. */
  readonly #unpacked: { bytes: number; markup: number; readings: number };

  constructor(bytes: Uint8Array, unpacked = { bytes: 0, markup: 0, readings: 0 }) {
    this.#unpacked = unpacked;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#readDirectory();
  }

  get names(): string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** The text of a part, undefined where there is none. */
  text(name: string): string | undefined {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    const bytes = this.#inflate(entry);
    const text = utf16Text(bytes) ?? strFromU8(bytes);
    this.#unpacked.markup += count(text, '<') + count(text, '=');
    if (this.#unpacked.markup > MOST_MARKUP) throw new DocumentRefused('inflatesTooFar', `over ${MOST_MARKUP} tags and attributes`);
    return text;
  }

  /** An archive that lies in this one; undefined where there is none. */
  inner(name: string): Archive | undefined {
    const entry = this.#entries.get(name);
    return entry && new Archive(this.#inflate(entry), this.#unpacked);
  }

  #u16(at: number): number {
    if (at + 2 > this.#bytes.length) throw broken('it ends too early');
    return this.#view.getUint16(at, true);
  }

  #u32(at: number): number {
    if (at < 0 || at + 4 > this.#bytes.length) throw broken('it ends too early');
    return this.#view.getUint32(at, true);
  }

  #endOfDirectory(): number {
    const last = this.#bytes.length - 22;
    for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) if (this.#u32(at) === END_OF_DIRECTORY) return at;
    throw broken('it has no directory');
  }

  #readDirectory(): void {
    const end = this.#endOfDirectory();
    const count = this.#u16(end + 10);
    if (count > MOST_ENTRIES) throw new DocumentRefused('inflatesTooFar', `${count} parts`);
    let at = this.#u32(end + 16);
    for (let index = 0; index < count; index++) {
      if (this.#u32(at) !== DIRECTORY_ENTRY) throw broken('its directory cannot be read');
      const [nameLength, extraLength, commentLength] = [this.#u16(at + 28), this.#u16(at + 30), this.#u16(at + 32)];
      const name = strFromU8(this.#bytes.subarray(at + 46, at + 46 + nameLength));
      this.#entries.set(name.replace(/^\//, ''), {
        flags: this.#u16(at + 8),
        method: this.#u16(at + 10),
        packedBytes: this.#u32(at + 20),
        at: this.#u32(at + 42),
      });
      at += 46 + nameLength + extraLength + commentLength;
    }
  }

  #inflate({ method, flags, packedBytes, at }: Entry): Uint8Array {
    if (++this.#unpacked.readings > MOST_READINGS) throw new DocumentRefused('inflatesTooFar', `over ${MOST_READINGS} parts`);
    if (flags & ENCRYPTED) throw new DocumentRefused('oldOrLocked', 'its parts are locked with a password');
    if (this.#u32(at) !== LOCAL_ENTRY) throw broken('a part is not where the directory says');
    const start = at + 30 + this.#u16(at + 26) + this.#u16(at + 28);
    if (start + packedBytes > this.#bytes.length) throw broken('a part is cut off');
    const packed = this.#bytes.subarray(start, start + packedBytes);
    if (method === STORED) return this.#counted(packed);
    if (method !== DEFLATED) throw broken(`packed by method ${method}`);
    return this.#inflateInSteps(packed);
  }

  #counted(chunk: Uint8Array): Uint8Array {
    this.#unpacked.bytes += chunk.length;
    if (this.#unpacked.bytes > MOST_INFLATED_BYTES) throw new DocumentRefused('inflatesTooFar', `over ${MOST_INFLATED_BYTES} bytes`);
    return chunk;
  }

  #inflateInSteps(packed: Uint8Array): Uint8Array {
    const chunks: Uint8Array[] = [];
    const inflate = new Inflate((chunk) => chunks.push(this.#counted(chunk)));
    try {
      for (let at = 0; at === 0 || at < packed.length; at += INFLATE_STEP_BYTES)
        inflate.push(packed.subarray(at, at + INFLATE_STEP_BYTES), at + INFLATE_STEP_BYTES >= packed.length);
    } catch (error) {
      throw error instanceof DocumentRefused ? error : new DocumentRefused('brokenFile', 'a part cannot be unpacked', { cause: error });
    }
    const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const chunk of chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  }
}
