import type { Pace } from '../../src/domain/pace.ts';
import { NO_TALLY } from '../../src/domain/tally.ts';
import { TargetPlace } from '../../src/domain/target.ts';
import { PLAN } from './make.ts';

/** 40 sessions over the whole plan, nothing done; the test says what it cares about. */
export const makePace = ({ place, ...change }: Partial<Omit<Pace, 'place'>> & { readonly place?: object } = {}): Pace => ({
  place: TargetPlace.parse({ planId: PLAN.id, itemCode: 'II.1.a.p1', measure: 'sessions', unitId: null, period: 'year', ...place }),
  target: 40,
  instance: { name: { kind: 'year', year: PLAN.year, index: 1 }, period: PLAN.period, whole: true },
  tally: NO_TALLY,
  done: 0,
  waiting: 0,
  expected: 0,
  neededPerWeek: 1,
  state: 'onPace',
  by: 0,
  ...change,
});
