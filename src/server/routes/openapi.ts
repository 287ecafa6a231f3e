import * as z from 'zod/mini';
import { ErrorBody } from '../../protocol/refusal.ts';
import { DEVICE_COOKIE, TOKEN_COOKIE } from '../auth/cookies.ts';
import { STATUS } from '../http/refusal.ts';
import { errorsOf, type Route } from './route.ts';

type Json = { readonly [key: string]: unknown };
const schemaOf = (schema: z.ZodMiniType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return json;
};
function groupBy<T, K>(list: readonly T[], keyOf: (entry: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const entry of list) groups.set(keyOf(entry), [...(groups.get(keyOf(entry)) ?? []), entry]);
  return groups;
}
const content = (schema: Json): Json => ({ 'application/json': { schema } });

function parametersOf(route: Route): Json[] {
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
  const query = route.query ? schemaOf(route.query, 'input') : {};
  const required = (query['required'] ?? []) as string[];
  const inQuery = Object.entries((query['properties'] ?? {}) as Json).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  return [...inPath, ...inQuery];
}

function responsesOf(route: Route): Json {
  const byStatus = groupBy(errorsOf(route), (code) => STATUS[code]);
  const refusals = [...byStatus].map(([status, codes]) => [
    status,
    { description: codes.join(', '), content: content({ $ref: '#/components/schemas/ErrorBody' }) },
  ]);
  const schema = schemaOf(route.reply, 'output');
  return {
    200: { description: 'OK', content: route.streams ? { [route.streams]: { schema } } : content(schema) },
    ...Object.fromEntries(refusals),
  };
}

function securityOf({ access }: Route): Json[] {
  if (access === 'open') return [];
  if (access === 'lostPhone') return [{ phoneKey: [] }];
  return access === 'feed' ? [{ feedBearer: [] }, { feedBasic: [] }] : [{ signIn: [] }];
}

const operationOf = (route: Route): Json => ({
  summary: route.summary,
  security: securityOf(route),
  ...(typeof route.access !== 'string' && { description: `Roles: ${route.access.join(', ')}` }),
  parameters: parametersOf(route),
  ...(route.body && { requestBody: { required: true, content: content(schemaOf(route.body, 'input')) } }),
  responses: responsesOf(route),
});

/** ':id' in a path as '{id}'. */
export const templateOf = (path: string): string => path.replace(/:(\w+)/g, '{$1}');

/** The OpenAPI document of the routes, made from the very schemas that check their requests. */
export function openApiOf(routes: readonly Route[], version: string): Json & { readonly openapi: string } {
  const byPath = groupBy(routes, (route) => templateOf(route.path));
  const paths = [...byPath].map(([path, list]) => [
    path,
    Object.fromEntries(list.map((route) => [route.method.toLowerCase(), operationOf(route)])),
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'Cột Mốc', version },
    paths: Object.fromEntries(paths),
    components: {
      schemas: { ErrorBody: schemaOf(ErrorBody, 'output') },
      securitySchemes: {
        signIn: { type: 'apiKey', in: 'cookie', name: TOKEN_COOKIE },
        phoneKey: { type: 'apiKey', in: 'cookie', name: DEVICE_COOKIE, description: 'The own key of a phone that was reported as lost' },
        feedBearer: { type: 'http', scheme: 'bearer', description: 'A key to the feed, made by a supervisor' },
        feedBasic: {
          type: 'http',
          scheme: 'basic',
          description: 'The same key as the password, under any name: Excel and Power BI ask for it so',
        },
      },
    },
  };
}
