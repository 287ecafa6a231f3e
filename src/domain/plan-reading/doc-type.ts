import { eitherWay } from './toneless.ts';

/** What a plan calls itself over its title. */
const DOC_TYPES = 'KẾ HOẠCH|CHƯƠNG TRÌNH|PHƯƠNG ÁN';

/** "KẾ HOẠCH", or "KẾ HOẠCH Tuyên truyền …": the kind of paper, and the title where it stands behind it. */
export const DOC_TYPE = eitherWay(new RegExp(`^(${DOC_TYPES})(?:\\s+(.+))?$`, 'u'));
/** The same in small letters, which only a line of its own may be. */
export const DOC_TYPE_ALONE = eitherWay(new RegExp(`^(?:${DOC_TYPES})$`, 'iu'));

const TITLE = eitherWay(new RegExp(`^(?:${DOC_TYPES})(?:\\s|$)`, 'u'));

/** Whether a line begins the title of a plan. */
export const isTitleLine = (text: string): boolean => TITLE.test(text);
