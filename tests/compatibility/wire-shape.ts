import * as z from 'zod/mini';
import { ownFieldsSchema } from '../../src/domain/activity.ts';
import { ACTIVITY_TYPE_KEYS } from '../../src/domain/activity-types.ts';
import { ErrorBody } from '../../src/protocol/refusal.ts';
import { PROTOCOL_VERSION } from '../../src/protocol/sync.ts';
import { ROUTES } from '../../src/server/routes/table.ts';

const shapeOf = (schema: z.ZodMiniType): unknown => {
  const { $schema: _, ...shape } = z.toJSONSchema(schema, { io: 'output', unrepresentable: 'any', reused: 'ref' });
  return shape;
};

/** All that comes down to a phone of the present protocol, as JSON Schema: replies, own fields by type, refusals. */
export const wireShape = () => ({
  protocol: PROTOCOL_VERSION,
  own: Object.fromEntries(ACTIVITY_TYPE_KEYS.map((type) => [type, shapeOf(ownFieldsSchema(type) as z.ZodMiniType)])),
  replies: Object.fromEntries(ROUTES.map((route) => [`${route.method} ${route.path}`, shapeOf(route.reply)])),
  refusal: shapeOf(ErrorBody),
});
