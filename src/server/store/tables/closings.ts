import type { ClosingStep } from '../../../domain/closing/closing-state.ts';
import type { Frozen } from '../../../domain/closing/frozen.ts';
import type { Day } from '../../../domain/day.ts';
import type { AccountId, PlanId, RequestId } from '../../../domain/ids.ts';
import type { ClosingPaper } from '../../../protocol/endpoints/closings.ts';
import type { Json } from '../json.ts';

/** A period whose figures were frozen. Nothing of it changes afterwards but the number of its last event. */
export interface ClosingTable {
  id: RequestId;
  /** In the order of closing. */
  no: number;
  plan_id: PlanId;
  period_key: string;
  from_day: Day;
  to_day: Day;
  hash: string;
  frozen: Json<Frozen>;
  change_no: number;
}

/** All that was done to a closed period, never changed afterwards. */
export interface ClosingEventTable {
  closing_id: RequestId;
  no: number;
  step: ClosingStep;
  at: number;
  account_id: AccountId;
  reason: string | null;
  /** What people wrote on the paper that was handed to the approver. */
  paper: Json<ClosingPaper> | null;
}
