import type { Unit } from '../reference.ts';
import { annexPart, figureBlocks } from './figure-blocks.ts';
import type { Paper, PaperBlock } from './paper.ts';
import type { Report } from './report.ts';
import { BLANK, countWords, dayInFull, dayWords, figureWords, monthInFull, periodInSentence, planNameInSentence } from './words.ts';

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

const planPaper = ({ plan }: Report): string => {
  const number = plan.number === null ? '…' : plan.number.startsWith('/') ? `…${plan.number}` : plan.number;
  const date = plan.date === null ? `ngày … tháng … năm ${plan.year}` : dayInFull(plan.date);
  return `Kế hoạch số ${number} ${date} của ${plan.agency}`;
};

/** Without the word of the paper's kind, which the number before it has said. */
const planMatter = (report: Report): string => planNameInSentence(report.plan).replace(/^Kế hoạch\s+/u, '');

const periodName = ({ about }: Report): string => periodInSentence(about.name, about.period);

const SAYS_WHAT_IS_DONE = /^(?:thông tin|tuyên truyền|triển khai|thực hiện|tổ chức|phát động|phổ biến|về)(?=[\s,]|$)/iu;

const opening = (report: Report): string => {
  const { from, to } = report.about.period;
  // A period without a name is told by its days alone.
  const days = report.about.name ? ` (từ ngày ${dayWords(from)} đến ngày ${dayWords(to)})` : '';
  const who = report.letterhead.agencyInText || report.plan.agency;
  const matter = planMatter(report);
  // A title that says what is to be done follows by itself; one that names a field is what the plan is about.
  const about = SAYS_WHAT_IS_DONE.test(matter) ? matter : `về ${matter}`;
  return `Thực hiện ${planPaper(report)} ${about}, ${who} báo cáo kết quả ${periodName(report)}${days} như sau:`;
};

const namesOf = (units: readonly Unit[]): string => units.map(({ name }) => name).join('; ');

function situation(report: Report): string[] {
  const { coverage, unit, total, items, milestones } = report;
  const counted = items.filter(({ kind }) => kind === 'item').length;
  const records = `${figureWords(total.period.records)} lần hoạt động đã được xác nhận`;
  const work = `${countWords(counted)} nội dung theo dõi bằng số liệu`;
  const once = `${countWords(milestones.length)} việc một lần`;
  // One of the two is named in any case.
  const parts = [...(counted > 0 || milestones.length === 0 ? [work] : []), ...(milestones.length > 0 ? [once] : [])];
  const first = `Kế hoạch có ${parts.join(' và ')} trong phạm vi báo cáo; trong kỳ có ${records}.`;
  if (unit) return [first];
  const reported =
    coverage.reported.length > 0
      ? `Có ${countWords(coverage.reported.length)} đơn vị gửi số liệu: ${namesOf(coverage.reported)}.`
      : 'Trong kỳ chưa có số liệu nào được xác nhận.';
  return [
    first,
    [
      reported,
      ...(coverage.waiting.length > 0 ? [`Đơn vị có số liệu đang chờ xác nhận: ${namesOf(coverage.waiting)}.`] : []),
      ...(coverage.silent.length > 0 ? [`Đơn vị chưa có số liệu trong kỳ: ${namesOf(coverage.silent)}.`] : []),
    ].join(' '),
  ];
}

/** What a person wrote under a name, or a blank under it for the pen. */
function typed(name: string, text: string): PaperBlock[] {
  const [first = '…', ...more] = linesOf(text);
  return [`${name}: ${first}`, ...more].map((line) => ({ kind: 'paragraph', text: line, typed: true }));
}

export function paperOf(report: Report, figures: readonly PaperBlock[] = figureBlocks(report)): Paper {
  const { letterhead, words, signedOn, today } = report;
  const recipients = linesOf(letterhead.recipients);
  return {
    parentBody: letterhead.parentBody.toUpperCase(),
    agency: (letterhead.agency || report.plan.agency).toUpperCase(),
    number: `Số:${BLANK}/${letterhead.symbol || 'BC'}`,
    placeAndDate: `${letterhead.place || '…'}, ${signedOn ? dayInFull(signedOn) : monthInFull(today)}`,
    kind: 'BÁO CÁO',
    subject: `Kết quả thực hiện ${planNameInSentence(report.plan)}, ${periodName(report)}`,
    blocks: [
      { kind: 'paragraph', text: opening(report) },
      { kind: 'section', text: 'I. TÌNH HÌNH TRIỂN KHAI' },
      ...situation(report).map((text): PaperBlock => ({ kind: 'paragraph', text })),
      ...figures,
      { kind: 'section', text: 'IV. ĐÁNH GIÁ' },
      ...typed('Ưu điểm', words.strengths),
      ...typed('Hạn chế, nguyên nhân', words.limits),
      { kind: 'section', text: 'V. NHIỆM VỤ KỲ TỚI; KIẾN NGHỊ' },
      ...typed('Nhiệm vụ kỳ tới', words.next),
      ...typed('Kiến nghị', words.proposals),
      { kind: 'paragraph', text: `Trên đây là báo cáo kết quả thực hiện ${planNameInSentence(report.plan)}, ${periodName(report)}./.` },
    ],
    recipients: recipients.map(
      (line, at) => `- ${line.replace(/^-\s*/, '').replace(/[.;,]$/, '')}${at === recipients.length - 1 ? '.' : ';'}`,
    ),
    signer: linesOf(letterhead.signer).map((line) => line.toUpperCase()),
    annex: annexPart(report),
  };
}
