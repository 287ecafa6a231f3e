import { isBullet } from './bullet.ts';
import { foldTone } from './clean-text.ts';
import { eitherWay } from './toneless.ts';

/** "1", "1.2", "a", "I" or "A" alone in a cell, with whatever dot or bracket. */
const LABEL = eitherWay(/^\(?(?:\d{1,3}(?:\.\d{1,3}){0,3}|(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})|[A-H]|[a-zđ])[.)/]*$/);

export const isLabel = (text: string): boolean => LABEL.test(text.trim());

/** What may stand in a column of numbers: a label, a dash, or a Roman number with the name of its group behind it. */
export const isColumnLabel = (text: string): boolean =>
  isLabel(text) || isBullet(text) || /^(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})[.)]\s/.test(text);

const DAY_LINE = eitherWay(
  /^(?:(?:ngày|tháng|đợt|giai đoạn) (?:thứ \p{L}+|\d)|(?:tuần|tuần lễ) (?:thứ \p{L}+|\d)|quý (?:iv|i{1,3}|[1-4])(?!\p{L})|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])(?!\p{L})|chủ nhật|(?:buổi )?(?:sáng|chiều|tối)(?=[\s,:(]|$))/u,
);

/** "Thứ hai (02/3)", "NGÀY 1", "Tháng 3", "Tuần thứ hai": a time that what stands below it belongs to. */
export const isDayLine = (text: string): boolean => text.length < 60 && !/[;]$/.test(text) && DAY_LINE.test(foldTone(text));
