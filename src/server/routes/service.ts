import * as z from 'zod/mini';
import { ok } from '../../domain/result.ts';
import { refuse } from '../http/refusal.ts';
import { readFeedHead } from '../store/store.ts';
import { openApiOf } from './openapi.ts';
import { defineRoute, type Route } from './route.ts';

const Health = z.strictObject({ ok: z.literal(true), version: z.string() });

const health = defineRoute({
  method: 'GET',
  path: '/api/health',
  summary: 'Whether the server and its database answer',
  access: 'open',
  reply: Health,
  errors: [],
  async handle({ deps }) {
    await readFeedHead(deps.store.reader);
    return ok({ ok: true as const, version: deps.version });
  },
});

/** The document of all routes given, itself among them. */
export function serviceRoutes(others: readonly Route[]): Route[] {
  const document: Route = defineRoute({
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This document; in production for admins only',
    access: 'open',
    reply: z.looseObject({ openapi: z.string() }),
    errors: ['notFound'],
    async handle({ deps, who }) {
      if (deps.production && !who?.scope.managesAccounts) return refuse('notFound');
      return ok(openApiOf([...others, health, document], deps.version));
    },
  });
  return [health, document];
}
