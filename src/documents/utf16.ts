function decode(bytes: Uint8Array, littleEndian: boolean, from: number): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = from; at + 1 < bytes.length; at += 2) parts.push(String.fromCharCode(view.getUint16(at, littleEndian)));
  return parts.join('');
}

/** So many bytes show how a text without a mark is written. */
const SAMPLE_BYTES = 4_000;
/** Of a Vietnamese text more than half of the letters, spaces and figures are those of ASCII; a short one may have somewhat fewer. */
const PLAIN_SHARE = 0.4;

/** Which byte of each two is zero in most of them and the other never; undefined where neither is so. */
function zerosOf(bytes: Uint8Array): 'first' | 'second' | undefined {
  const sample = bytes.subarray(0, SAMPLE_BYTES - (SAMPLE_BYTES % 2));
  const zeros = [0, 0];
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [first = 0, second = 0] = zeros;
  const enough = (sample.length / 2) * PLAIN_SHARE;
  if (second > enough && first === 0) return 'second';
  return first > enough && second === 0 ? 'first' : undefined;
}

/** The text of bytes in UTF-16, with its mark or without; undefined for any others. */
export function utf16Text(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, true, 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, false, 2);
  const zeros = bytes.length < 8 ? undefined : zerosOf(bytes);
  return zeros && decode(bytes, zeros === 'second', 0);
}
