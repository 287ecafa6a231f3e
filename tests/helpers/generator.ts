import type { ActivityContent } from '../../src/domain/activity.ts';
import { AUDIENCE_GROUPS, parseContent } from '../../src/domain/activity.ts';
import { type ActivityTypeSpec, activityType, countLimits, type FieldSpec, type FieldValue } from '../../src/domain/activity-types.ts';
import { addDays, type Day, daysBetween } from '../../src/domain/day.ts';
import type { UnitId } from '../../src/domain/ids.ts';
import { MEASURE_KEYS, MEASURES } from '../../src/domain/measure.ts';
import type { Plan, PlanItem } from '../../src/domain/plan.ts';
import { isValidOn, type Reference } from '../../src/domain/reference.ts';
import { seededRandom } from '../../src/server/demonstration/chance.ts';

const WORDS: Readonly<Record<string, readonly string[]>> = {
  station: ['Đài truyền thanh xã Giang Thành', 'Trạm truyền thanh phường Hà Tiên', 'Trạm truyền thanh xã Tiên Hải'],
  programme: ['Chống khai thác IUU', 'Bảo vệ đường biên, cột mốc', 'Quy chế khu vực biên giới biển'],
  topic: ['Luật Biên phòng Việt Nam', 'Hiệp ước hoạch định biên giới', 'Luật Thi đua, khen thưởng'],
  title: ['Tuyên truyền tại xã biên giới', 'Ngư dân Hà Tiên cam kết không vi phạm vùng biển nước ngoài'],
};
const NOTES = ['Phối hợp đồn biên phòng, phát tài liệu tại nhà văn hóa ấp.', 'Phát tờ rơi song ngữ.', 'Trời mưa, dời sang buổi chiều.'];
const PLACES = ['Hội trường UBND xã', 'Cảng cá', 'Nhà văn hóa ấp', 'Tại thực địa'];
const MARKERS = ['304/6', '304/8', '301', '313', '314'];

export interface GeneratorWorld extends Reference {
  readonly plan: Plan;
  /** Last day an activity may have. */
  readonly until: Day;
}

/** Makes activities as an office would log them in a year; the same seed makes the same ones. */
export function activityGenerator(world: GeneratorWorld, seed: number) {
  const random = seededRandom(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const sometimes = (chance: number): boolean => random() < chance;
  const items = world.plan.items.filter((item) => item.tracking === 'tally');
  const days = Math.max(0, daysBetween(world.plan.period.from, world.until));

  /** Most counts are small, a few are large: half of all lie in the lowest eighth up to `warn`. */
  const count = (spec: Extract<FieldSpec, { kind: 'count' }>): number => {
    const { min, warn } = countLimits(spec);
    return min + Math.floor(random() ** 3 * Math.max(1, warn - min));
  };
  function value(field: string, spec: FieldSpec): FieldValue {
    switch (spec.kind) {
      case 'count':
        return count(spec);
      case 'choice':
        return pick(spec.options);
      case 'choices':
        return [pick(spec.options)];
      case 'markers':
        return [pick(MARKERS)];
      case 'url':
        return `https://songoaivu.example.vn/tin/${below(100_000)}`;
      case 'text':
        return pick(WORDS[field] ?? PLACES);
    }
  }
  const unitOf = (item: PlanItem): UnitId => item.leadUnitId ?? pick(world.units).id;
  const typeFor = (item: PlanItem): string => {
    const usual = item.usualTypes.filter((type) => activityType(type));
    return usual.length > 0 ? pick(usual) : 'outreachSession';
  };

  /** Several fields may feed one measure, and be too much together. */
  const countsTooMuch = (spec: ActivityTypeSpec, own: Record<string, FieldValue>): boolean =>
    MEASURE_KEYS.some((key) => (spec.feeds(own)[key] ?? 0) > MEASURES[key].max);

  /** Answers that neither a cross-check nor the limit of a measure refuses: asked again until they fit together. */
  function ownOf(spec: ActivityTypeSpec | undefined): Record<string, FieldValue> {
    const own: Record<string, FieldValue> = {};
    for (const [field, one] of Object.entries(spec?.fields ?? {})) if (one.required || sometimes(0.5)) own[field] = value(field, one);
    const isRefused = spec?.checks?.some((check) => check.level === 'error' && check.fails(own));
    return isRefused || (spec && countsTooMuch(spec, own)) ? ownOf(spec) : own;
  }

  return (fixed: { readonly unitId?: UnitId; readonly type?: string } = {}): ActivityContent => {
    const item = pick(items);
    const type = fixed.type ?? typeFor(item);
    const spec = activityType(type);
    const date = addDays(world.plan.period.from, below(days + 1));
    const valid = world.localities.filter((one) => isValidOn(one, date));
    const communes = valid.filter((one) => one.level === 'commune');
    const localities = communes.length > 0 ? communes : valid;
    const own = ownOf(spec);
    const content = parseContent({
      planId: world.plan.id,
      itemCode: item.code,
      alsoItemCodes: [],
      type,
      date,
      unitId: fixed.unitId ?? unitOf(item),
      coUnitIds: [],
      partnerIds: sometimes(0.4) ? [pick(world.partners).id] : [],
      localityId: pick(localities).id,
      ...(sometimes(0.5) && { placeNote: pick(PLACES) }),
      audienceGroups: sometimes(0.7) ? [pick(AUDIENCE_GROUPS)] : [],
      estimated: sometimes(0.1),
      ...(sometimes(0.3) && { note: pick(NOTES) }),
      own,
    });
    if (!content) throw new Error(`The generator made a ${type} that breaks its own schema`);
    return content;
  };
}
