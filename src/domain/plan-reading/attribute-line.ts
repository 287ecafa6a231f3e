import { foldTone } from './clean-text.ts';

export type Attribute = 'body' | 'lead' | 'co' | 'time' | 'target' | 'note';

const NAMES: readonly (readonly [Attribute, RegExp])[] = [
  ['body', /^nội dung(?: thực hiện)?$/],
  ['lead', /^(?:(?:đơn vị|cơ quan|bộ phận|người|phòng) )?(?:chủ trì|thực hiện|phụ trách|đầu mối)(?: thực hiện)?$/],
  ['co', /^(?:(?:đơn vị|cơ quan|bộ phận) )?phối hợp(?: thực hiện)?$/],
  ['time', /^(?:thời gian|thời hạn|thời điểm|tiến độ)(?: (?:thực hiện|hoàn thành|tổ chức|dự kiến))?$/],
  ['target', /^(?:chỉ tiêu|số lượng)$/],
  ['note', /^(?:địa điểm|đối tượng|thành phần|kinh phí)(?: (?:thực hiện|tham dự|tham gia))?$/],
];

/** A line such as "Chủ trì: Giám đốc Sở." says something of the node above and is no item. */
export function readAttribute(text: string): { attribute: Attribute; value: string } | undefined {
  const colon = text.indexOf(':');
  const value = text.slice(colon + 1).trim();
  if (colon < 0 || colon > 40 || value === '') return undefined;
  const name = foldTone(text.slice(0, colon));
  const attribute = NAMES.find(([, pattern]) => pattern.test(name))?.[0];
  return attribute && { attribute, value };
}
