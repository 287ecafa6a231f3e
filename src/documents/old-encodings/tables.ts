/** Encodings of before Unicode, by the names their users know: TCVN 5712 as fonts draw it (ABC), VNI, VISCII, VPS, and that of Windows. */
export const ENCODINGS = ['tcvn3', 'vni', 'viscii', 'vps', 'windows1258'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** A place and the letters that lie at it and behind it; "·" is a place where none lies. */
type Run = readonly [number, string];

const NONE = '·';

function placesOf(runs: readonly Run[]): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const [from, letters] of runs)
    for (const [at, letter] of [...letters].entries()) if (letter !== NONE) places.set(String.fromCharCode(from + at), letter);
  return places;
}

const TCVN3 = placesOf([
  [0xa1, 'ĂÂÊÔƠƯĐăâêôơưđ'],
  [0xb5, 'àảãáạ·ằẳẵắ·······ặầẩẫấậè·ẻẽéẹềểễếệìỉ···ĩíịò·ỏõóọồổỗốộờởỡớợù·ủũúụừửữứựỳỷỹýỵ'],
]);

const VISCII = placesOf([
  [0x02, 'Ẳ··ẴẪ'],
  [0x14, 'Ỷ····Ỹ····Ỵ'],
  [0x80, 'ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ'],
  [0xc0, 'ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ'],
]);

const VPS = placesOf([
  [0x80, 'ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ··ỀỂỄỐỒỔỖýỷỵỚỜỞ·ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự'],
  [0xc0, 'ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ·àáâãảạă·èéêẽìí·ĩẴĐòóôõ·Ơụùúủ·ỶẼỳ'],
]);

/** Marks above and below letters, as Unicode sets them behind their letter. */
const MARK = {
  grave: '\u0300',
  acute: '\u0301',
  circumflex: '\u0302',
  tilde: '\u0303',
  breve: '\u0306',
  hook: '\u0309',
  dot: '\u0323',
} as const;

const WINDOWS_1258 = new Map<string, string>([
  ...placesOf([
    [0xc3, 'Ă'],
    [0xd0, 'Đ'],
    [0xd5, 'Ơ'],
    [0xdd, 'Ư'],
    [0xe3, 'ă'],
    [0xf0, 'đ'],
    [0xf5, 'ơ'],
    [0xfd, 'ư'],
  ]),
  ['\u00CC', MARK.grave],
  ['\u00D2', MARK.hook],
  ['\u00DE', MARK.tilde],
  ['\u00EC', MARK.acute],
  ['\u00F2', MARK.dot],
]);

/** Letters that VNI draws at places of their own. */
const VNI_ALONE = new Map<string, string>(
  [...'ìíæóòîñôöÌÍÆÓÒÎÑÔÖ'].map((place, at) => [place, [...'ìíỉĩịỵđơưÌÍỈĨỊỴĐƠƯ'][at] ?? place] as const),
);
/** What VNI sets behind a letter, in small and in capital letters. */
const VNI_BEHIND = new Map<string, string>(
  Object.entries({
    ø: MARK.grave,
    ù: MARK.acute,
    û: MARK.hook,
    õ: MARK.tilde,
    ï: MARK.dot,
    â: MARK.circumflex,
    à: MARK.circumflex + MARK.grave,
    á: MARK.circumflex + MARK.acute,
    å: MARK.circumflex + MARK.hook,
    ã: MARK.circumflex + MARK.tilde,
    ä: MARK.circumflex + MARK.dot,
    ê: MARK.breve,
    è: MARK.breve + MARK.grave,
    é: MARK.breve + MARK.acute,
    ú: MARK.breve + MARK.hook,
    ü: MARK.breve + MARK.tilde,
    ë: MARK.breve + MARK.dot,
  }).flatMap(([letter, marks]) => [[letter, marks] as const, [letter.toUpperCase(), marks] as const]),
);
const VNI = /([AEOUYaeouyÔôÖö])([øùûõïâàáåãäêèéúüëØÙÛÕÏÂÀÁÅÃÄÊÈÉÚÜË])|[ìíæóòîñôöÌÍÆÓÒÎÑÔÖ]/g;

const fromVni = (text: string): string =>
  text.replace(VNI, (alone: string, letter?: string, behind?: string) =>
    letter === undefined || behind === undefined
      ? (VNI_ALONE.get(alone) ?? alone)
      : (VNI_ALONE.get(letter) ?? letter) + (VNI_BEHIND.get(behind) ?? ''),
  );

/** Letters that programs show for the places 80 to 9F, since those have no letters in Unicode. */
const SHOWN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';
const placeOf = (at: number): string => String.fromCharCode(0x80 + at);
const PLACE_OF_SHOWN = new Map([...SHOWN].map((letter, at) => [letter, placeOf(at)]));
const SHOWN_AT = new Map([...SHOWN].map((letter, at) => [placeOf(at), letter]));

const PLACES: Readonly<Record<Exclude<Encoding, 'vni'>, ReadonlyMap<string, string>>> = {
  tcvn3: TCVN3,
  viscii: VISCII,
  vps: VPS,
  windows1258: WINDOWS_1258,
};

/** The letters that a text of an old encoding means. A letter of the text stands for a place, 00 to FF, or is what a program shows for it. */
export function lettersOf(text: string, encoding: Encoding): string {
  if (encoding === 'vni') return fromVni(text).normalize('NFC');
  const places = PLACES[encoding];
  const letterAt = (letter: string): string => places.get(PLACE_OF_SHOWN.get(letter) ?? letter) ?? SHOWN_AT.get(letter) ?? letter;
  return Array.from(text, letterAt).join('').normalize('NFC');
}
