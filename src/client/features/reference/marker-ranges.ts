import type { MarkerRange } from '../../../domain/border-marker.ts';
import { err, ok, type Result } from '../../../domain/result.ts';
import { MAX_RANGES, MarkerRanges } from '../../../protocol/plan.ts';

const RANGE = /^(\d{1,4})(?:\s*[-–—]\s*(\d{1,4}))?$/;

/** Marker ranges as typed: "100–120; 130". An error is the part that is none, or null where there are too many. */
export function readRanges(text: string): Result<MarkerRange[], string | null> {
  const ranges: MarkerRange[] = [];
  for (const part of text.split(/[;,\n]/).map((part) => part.trim())) {
    if (part === '') continue;
    const [, first, last = first] = RANGE.exec(part) ?? [];
    const range = { from: Number(first), to: Number(last) };
    if (!MarkerRanges.safeParse([range]).success) return err(part);
    ranges.push(range);
  }
  return ranges.length > MAX_RANGES ? err(null) : ok(ranges);
}
