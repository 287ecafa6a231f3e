import type { Contribution } from '../contribution.ts';
import { addAmounts, amountOf, NO_TALLY, type Tally } from '../tally.ts';

/** Records added up one by one, the way the cells of a table were: whoever opens a figure can check it. */
export function tallyOfRecords(contributions: Iterable<Contribution>): Tally {
  let tally = NO_TALLY;
  for (const one of contributions) {
    if (one.state === 'confirmed') tally = { ...tally, confirmed: addAmounts(tally.confirmed, amountOf(one)) };
    else if (one.state === 'sent') tally = { ...tally, waiting: addAmounts(tally.waiting, amountOf(one)) };
  }
  return tally;
}
