const ONSET = '(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?';
const RHYME =
  '(?:iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uya|uyê|uyu|uêu|iê|yê|uô|ươ|ia|ya|ua|ưa|uâ|uy|uơ|uê|oa|oă|oe|oo|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])';
/** "Đắk Lắk" ends as no other Vietnamese syllable does. */
const CODA = '(?:ch|ng|nh|[cmnptk])?';
const SYLLABLE = new RegExp(`^${ONSET}${RHYME}${CODA}$`, 'u');
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Whether a word is built as Vietnamese syllables are, with one tone at most. */
export function isSyllable(word: string): boolean {
  const apart = word.toLowerCase().normalize('NFD');
  const plain = apart.replace(TONE, '');
  return apart.length - plain.length <= 1 && SYLLABLE.test(plain.normalize('NFC'));
}

/** Between words: white space, figures, and marks of ASCII and of printed text. */
const GAP = /[\s\u0021-\u0040\u005b-\u0060\u007b-\u007e“”‘’«»–—…•·§°\u00a0]+/u;

export interface Legibility {
  /** Different words with a letter beyond the plain ones. */
  readonly words: number;
  /** How much of them is Vietnamese, from 0 to 1. */
  readonly share: number;
}

/** How Vietnamese the words of a text look, as far as they have letters that an encoding may have broken. */
export function legibility(text: string): Legibility {
  const words = new Set(text.split(GAP).filter((word) => word.length < 12 && /[^\u0020-\u007e]/.test(word)));
  const good = [...words].filter(isSyllable).length;
  return { words: words.size, share: words.size === 0 ? 1 : good / words.size };
}
