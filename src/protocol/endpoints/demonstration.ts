import * as z from 'zod/mini';
import type { Endpoint } from '../endpoint.ts';
import { Count } from '../values.ts';

/** What of an office is made up, and what people put beside it. */
const DemonstrationSize = z.strictObject({
  records: Count,
  /** Those of them that somebody has changed or judged since: that goes with them. */
  touched: Count,
  devices: Count,
  /** Records people wrote themselves: they stay. */
  own: Count,
});
export type DemonstrationSize = z.infer<typeof DemonstrationSize>;

export const READ_DEMONSTRATION = {
  method: 'GET',
  path: '/api/demonstration',
  reply: DemonstrationSize,
  errors: ['notFound'],
} as const satisfies Endpoint;

/** Said again, it finds nothing more to clear and says so. */
export const CLEAR_DEMONSTRATION = {
  method: 'POST',
  path: '/api/demonstration/clear',
  reply: DemonstrationSize,
  errors: ['notFound'],
} as const satisfies Endpoint;
