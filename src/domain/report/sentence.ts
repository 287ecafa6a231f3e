import { type Column, countIn, countOfColumn, type FigureCount } from '../figures/column.ts';
import { summedColumns } from '../figures/columns.ts';
import type { MeasureKey } from '../measure.ts';
import type { Amount } from '../tally.ts';
import { columnWords, figureWords } from './words.ts';

/** Said in the first sentence, in its own order. */
const SAID: readonly MeasureKey[] = [
  'sessions',
  'attendees',
  'vessels',
  'pledges',
  'leaflets',
  'broadcasts',
  'broadcastMinutes',
  'articles',
  'posts',
];
const sayCount = ({ value, isAbout }: FigureCount): string => `${isAbout ? 'khoảng ' : ''}${figureWords(value)}`;
const BEFORE_PLEDGES = SAID.slice(0, SAID.indexOf('pledges'));
const BEFORE_BROADCASTS = SAID.slice(0, SAID.indexOf('broadcasts'));

/**
 * What was done, in words; parts that are nothing are left out. Undefined where nothing was counted at all. What has no place in the
 * first sentence follows in a second, so that a period of meetings alone does not read as if nothing had happened.
 */
export function figureSentence(total: Amount): string | undefined {
  const has = (key: MeasureKey): boolean => countIn(total, key).value !== 0;
  const say = (key: MeasureKey): string => sayCount(countIn(total, key));
  const join = (parts: readonly (string | false)[], by: string): string => parts.filter((part) => part !== false).join(by);
  /** A thing named without a verb needs one where nothing stands before it. */
  const isFirst = (...before: readonly MeasureKey[]): boolean => !before.some(has);
  const parts = [
    join(
      [
        has('sessions') && `đã tổ chức ${say('sessions')} buổi tuyên truyền`,
        has('attendees') && (has('sessions') ? `với ${say('attendees')} lượt người tham dự` : `có ${say('attendees')} lượt người tham dự`),
      ],
      ' ',
    ),
    join(
      [
        has('vessels') && `tuyên truyền ${say('vessels')} lượt tàu cá`,
        has('pledges') && `${isFirst(...BEFORE_PLEDGES) ? 'có ' : ''}${say('pledges')} bản cam kết được ký`,
      ],
      ', ',
    ),
    join([has('leaflets') && `phát ${say('leaflets')} tờ rơi, tài liệu`], ''),
    join(
      [
        has('broadcasts') && `${isFirst(...BEFORE_BROADCASTS) ? 'thực hiện ' : ''}${say('broadcasts')} lượt phát thanh`,
        has('broadcasts') && has('broadcastMinutes') && `(${say('broadcastMinutes')} phút)`,
      ],
      ' ',
    ),
    (has('articles') || has('posts')) &&
      `đăng ${join([has('articles') && `${say('articles')} tin, bài`, has('posts') && `${say('posts')} bài trên mạng xã hội`], ' và ')}`,
  ].filter((part) => part !== false && part !== '');
  const isOther = ({ key }: Column): boolean => !SAID.some((said) => said === key);
  const others = summedColumns
    .filter((column) => isOther(column) && countOfColumn(column, total).value !== 0)
    .map((column) => `${sayCount(countOfColumn(column, total))} ${columnWords(column)}`);
  const sentences = [
    ...(parts.length > 0 ? [`Trong kỳ ${parts.join('; ')}.`] : []),
    ...(others.length > 0 ? [`${parts.length > 0 ? 'Ngoài ra' : 'Trong kỳ'} có ${others.join('; ')}.`] : []),
  ];
  return sentences.length > 0 ? sentences.join(' ') : undefined;
}
