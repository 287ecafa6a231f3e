import { foldForSearch } from './text.ts';

/** "TM. ", "KT. ", "T/M ": in whose name or in whose place somebody signs. */
const FOR = '(?:tm|kt|tl|tuq|q|t\\/m|k\\/t|t\\/l)(?:\\s*\\.\\s*|\\s+)';
const BODIES = 'ban |bch |btv |cong doan |doan |dang |hoi |uy |ubnd|tap the|chi bo|cap uy';
const POSTS = [
  'giam doc|chu tich|bi thu|chanh van phong|(?:chi )?cuc truong|truong (?:phong|ban|cong an)|hieu truong|chi huy truong|don truong|doi truong',
  'chinh tri vien|thu truong|to truong|(?:nguoi|can bo) (?:lap|xay dung|tong hop)|uy ban nhan dan|ban thuong vu|xac nhan cua',
].join('|');

const SIGNER = new RegExp(`^(?:${FOR}(?:${BODIES})|(?:${FOR})?(?:pho\\s+|quyen\\s+)?(?:tong )?(?:${POSTS})(?:\\s|$))`);

/** Whether a line begins with the post of somebody who signs, or with whom they sign for; a sentence may begin so too. */
export const namesSigner = (text: string): boolean => SIGNER.test(foldForSearch(text));
