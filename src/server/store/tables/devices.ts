import type { Day } from '../../../domain/day.ts';
import type { AccountId, ActivityId, ItemCode, MutationId, PlanId, UnitId } from '../../../domain/ids.ts';
import type { QuarantineState } from '../../../protocol/endpoints/quarantine.ts';
import type { Mutation } from '../../../protocol/mutation.ts';
import type { DeviceReportState } from '../../merge/device-report.ts';
import type { Json } from '../json.ts';
import type { FactorAsk } from './factors.ts';

/** One phone or browser an account has signed in on, with its proof (only its hash) and what it last said of itself. */
export interface DeviceTable {
  id: string;
  account_id: AccountId;
  /** Hash of the browser's own long-lived key, so that signing in again is not another device. */
  key_hash: string;
  token_hash: string | null;
  /** When the proof was given; where there is none any more, when it was ended. */
  token_at: number;
  name: string;
  app: string;
  created_at: number;
  seen_at: number;
  held_count: number;
  held_oldest_at: string | null;
  held_attention: number;
  held_persisted: number;
  /** When it last said what it holds. */
  held_at: number | null;
  /** Which stores of the phone said so, and what is missing (device-report.ts); null before the first word. */
  report: Json<DeviceReportState> | null;
  /** When who holds it will have all guesses at the password again. */
  guesses_full_at: number | null;
  /** When it last gave a second answer. */
  factor_at: number | null;
  /** What it was given to answer or to make a factor from; null where nothing waits. */
  factor_ask: Json<FactorAsk> | null;
  note_change_no: number;
  /** What a person calls it. */
  own_name: string | null;
  /** What the orders for this phone are signed with; it has the same key. */
  order_key: string | null;
  /** When it was reported as lost, and until when what it hands over is taken. */
  lost_at: number | null;
  lost_until: number | null;
  /** Of the proof it had until then: by this or by its own key it is known when it comes. */
  lost_token_hash: string | null;
  /** When it said that it was cleared. */
  lost_cleared_at: number | null;
  /** It was opened from the home screen when it last said what it holds. */
  installed: number | null;
}

/** A change that a phone handed over after it was reported as lost: it counts nowhere until somebody takes it in. */
export interface QuarantineTable {
  device_id: string;
  mutation_id: MutationId;
  activity_id: ActivityId;
  /** The order in which they were made. */
  position: number;
  mutation: Json<Mutation>;
  bytes: number;
  at: number;
  state: QuarantineState;
  judged_by: AccountId | null;
  judged_at: number | null;
}

export interface DeclaredTable {
  device_id: string;
  plan_id: PlanId;
  item_code: ItemCode;
  unit_id: UnitId;
  part: Day;
  records: number;
}
