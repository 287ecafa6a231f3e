import { Day, dayFrom } from '../day.ts';
import { firstPart, foldTone } from './clean-text.ts';
import { eitherWay } from './toneless.ts';

const NUMBERED = '(\\d{1,2})[/.](\\d{1,2})(?:[/.](\\d{4}))?(?![\\d/]|\\s*(?:ngày|giờ|buổi|tuần|phút))';
const SPELLED = '(\\d{1,2})\\s+tháng\\s+(\\d{1,2})(?!\\d)(?:\\s+năm\\s+(\\d{4}))?';
const DATE = `(?:${NUMBERED}|${SPELLED})`;
/** "chậm nhất ngày 15/3/2024", "trước ngày 5/6 và ngày 5/12": dates elsewhere are those of the papers a sentence cites. */
const DEADLINE = eitherWay(
  new RegExp(
    `(?:chậm nhất|(?<!\\p{L})trước|đến hết|hạn cuối|hoàn thành|xong)\\s*(?:(?:là|vào|trong|trước|hoặc|hết|đến)\\s+)*(?:ngày\\s+)?${DATE}(?:\\s*(?:,|;|và)\\s*(?:trước\\s+)?(?:ngày\\s+)?${DATE})*`,
    'gu',
  ),
);

function toDay(date: number, month: number, year: number): Day | undefined {
  const found = Day.safeParse(dayFrom(year, month, date));
  // The 31st of April would become the 1st of May.
  return found.success && Number(found.data.slice(5, 7)) === month && Number(found.data.slice(8)) === date ? found.data : undefined;
}

/**
 * Days by which a text wants its work done. Where it names no year, the plan's is meant; a day of an earlier or later year
 * is something the text tells of. Offices take "trước ngày 20/11" as due on that day.
 */
export function readDueDays(text: string, year: number): Day[] {
  const days = new Set<Day>();
  for (const [words] of foldTone(firstPart(text)).matchAll(DEADLINE))
    for (const [, date, month, ofYear, spelledDate, spelledMonth, spelledYear] of words.matchAll(new RegExp(DATE, 'gu'))) {
      const named = Number(ofYear ?? spelledYear ?? year);
      const found = toDay(Number(date ?? spelledDate), Number(month ?? spelledMonth), named);
      if (found && Math.abs(named - year) <= 1) days.add(found);
    }
  return [...days].sort();
}
