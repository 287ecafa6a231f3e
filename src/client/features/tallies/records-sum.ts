import type { ActivityContent } from '../../../domain/activity.ts';
import { type Contribution, contribution, isCounted } from '../../../domain/contribution.ts';
import type { AmountColumn, FigureCount } from '../../../domain/figures/column.ts';
import { tallyOfRecords } from '../../../domain/figures/records.ts';
import { amountOf, type Tally } from '../../../domain/tally.ts';
import type { ServerActivity } from '../../../protocol/server-activity.ts';

const contributionOf = ({ content, state }: ServerActivity): Contribution => contribution(content as ActivityContent, state);

/** What one record adds to a figure; undefined when it has no part in it. */
export const countOf = (activity: ServerActivity, column: AmountColumn): FigureCount | undefined =>
  isCounted(activity.state) ? column.countIn(amountOf(contributionOf(activity))) : undefined;

/** The records added up again, the same way the table's cells were. */
export const sumOf = (activities: readonly ServerActivity[]): Tally => tallyOfRecords(activities.map(contributionOf));
