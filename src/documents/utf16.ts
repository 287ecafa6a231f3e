function decode(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 2; at + 1 < bytes.length; at += 2) parts.push(String.fromCharCode(view.getUint16(at, littleEndian)));
  return parts.join('');
}

/** The text of bytes that begin with the mark of UTF-16; undefined for any others. */
export function utf16Text(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decode(bytes, false);
  return undefined;
}
