import type { Contribution } from '../contribution.ts';
import { addAmounts, amountOf, NO_TALLY, type Tally } from '../tally.ts';

/** Records added up one by one, the way the cells of a table were: whoever opens a figure can check it. */
export function tallyOfRecords(contributions: Iterable<Contribution>): Tally {
  let tally = NO_TALLY;
  for (const contribution of contributions) {
    if (contribution.state === 'confirmed') tally = { ...tally, confirmed: addAmounts(tally.confirmed, amountOf(contribution)) };
    else if (contribution.state === 'sent') tally = { ...tally, waiting: addAmounts(tally.waiting, amountOf(contribution)) };
  }
  return tally;
}
