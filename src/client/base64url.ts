/** Base64 in the letters that an address or a header takes as they are, without its padding. */
export const toBase64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/[+/]/g, (letter) => (letter === '+' ? '-' : '_'))
    .replaceAll('=', '');

export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replace(/[-_]/g, (letter) => (letter === '-' ? '+' : '/'))), (letter) => letter.charCodeAt(0));
