import { ACTIVITY_TYPES, type ActivityType } from '../activity-types.ts';
import type { MeasureKey } from '../measure.ts';
import { firstPart, foldTone } from './clean-text.ts';
import type { Draft } from './draft.ts';
import type { ReadItem } from './reading.ts';
import { isHeadingText } from './sentence.ts';
import { eitherWay } from './toneless.ts';

/** Words that speak for a kind of work. Only proposals: a person decides. */
const SIGNS: readonly (readonly [ActivityType, RegExp])[] = [
  ['borderSession', eitherWay(/phân giới|pgcm|mốc giới|mốc quốc giới|xâm canh|(?:khu vực|vành đai|quy chế) biên giới|biên giới đất liền/u)],
  ['fishermenOutreach', eitherWay(/ngư dân|tàu cá|khai thác (?:đánh bắt )?(?:hải|thủy) sản|iuu/u)],
  ['broadcast', eitherWay(/truyền thanh|phát thanh|loa /u)],
  ['training', eitherWay(/tập huấn|bồi dưỡng nghiệp vụ|lớp bồi dưỡng/u)],
  ['inspection', eitherWay(/kiểm tra|giám sát|thanh tra|chấn chỉnh/u)],
  ['contest', eitherWay(/cuộc thi|hội thi|thi tìm hiểu|hỏi đáp tìm hiểu|thi vẽ/u)],
  ['meeting', eitherWay(/phiên họp|họp hội đồng|họp xét/u)],
  ['event', eitherWay(/hội nghị|hội thảo|giao lưu|gặp mặt|gặp gỡ|đối thoại|tọa đàm|lễ |học tập và trao đổi kinh nghiệm/u)],
  ['briefing', eitherWay(/quán triệt|lồng ghép|triển khai (?:luật|kế hoạch|các văn bản)/u)],
  ['exemplar', eitherWay(/điển hình|biểu dương|tôn vinh|khen thưởng thành tích|mô hình|xét, khen thưởng/u)],
  ['publication', eitherWay(/tin, bài|viết bài|đăng tải|trang thông tin|báo chí|website|facebook|zalo|mạng xã hội|chuyên mục|báo nói/u)],
  ['launch', eitherWay(/phát động|(?:thực hiện|triển khai|hưởng ứng|tổ chức)[^.]{0,60}phong trào/u)],
  ['outreachSession', eitherWay(/tuyên truyền|phổ biến|nói chuyện|truyền thông|vận động/u)],
];

const MOST_TYPES = 3;
const PURPOSE = eitherWay(/^(?:mục đích|mục tiêu|yêu cầu|quan điểm|kinh phí)/u);
/** Work that is done once, with a paper at its end. */
const ONCE = eitherWay(
  /^(?:chủ trì )?(?:ban hành|trình |tham mưu (?:ban hành|xây dựng)|xây dựng (?:kế hoạch|báo cáo)|báo cáo |sơ kết|tổng kết|chuẩn bị|phối hợp chuẩn bị|hướng dẫn (?:tổng kết|khen thưởng)|chỉ đạo(?:,| tổ chức| đánh giá)[^.]*(?:tổng kết,|tổ chức tổng kết|báo cáo))|(?:gửi|nộp|xây dựng) (?:kế hoạch|báo cáo)/u,
);

export interface Proposal {
  readonly tracking: ReadItem['tracking'];
  readonly usualTypes: readonly ActivityType[];
  readonly measures: readonly MeasureKey[];
}

const NOTHING: Proposal = { tracking: 'none', usualTypes: [], measures: [] };

/** Whether a node stands under aims, requirements or money: nothing of it is counted. */
export const isPurpose = ({ text }: Draft): boolean => PURPOSE.test(foldTone(firstPart(text)));

/** How an item may be followed, and by which kinds of work: the supervisor decides. */
export function propose(node: Draft, underPurpose: boolean): Proposal {
  if (
    underPurpose ||
    (node.children.length > 0 && isHeadingText(node.text)) ||
    node.kind === 'grouprow' ||
    node.kind === 'roman' ||
    node.kind === 'part'
  )
    return NOTHING;
  const text = foldTone(firstPart(`${node.text} ${node.body}`));
  if (ONCE.test(text)) return { ...NOTHING, tracking: 'milestone' };
  const usualTypes = SIGNS.filter(([, signs]) => signs.test(text))
    .map(([type]) => type)
    .slice(0, MOST_TYPES);
  const measures = [...new Set<MeasureKey>(usualTypes.flatMap((type) => [...ACTIVITY_TYPES[type].measures]))];
  return usualTypes.length === 0 ? NOTHING : { tracking: 'tally', usualTypes, measures };
}
