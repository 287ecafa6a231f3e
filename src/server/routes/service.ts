import { ok } from '../../domain/result.ts';
import { READ_DOCUMENT, READ_HEALTH } from '../../protocol/endpoints/service.ts';
import { refuse } from '../http/refusal.ts';
import { readFeedHead } from '../store/store.ts';
import { openApiOf } from './openapi.ts';
import { defineRoute, type Route } from './route.ts';

const health = defineRoute(READ_HEALTH, {
  summary: 'Whether the server and its database answer',
  access: 'open',
  async handle({ deps }) {
    await readFeedHead(deps.store.reader);
    const { settings } = await deps.readReference(deps.store.reader);
    const isShown = settings?.demonstration === 'shown';
    return ok({ ok: true as const, version: deps.version, ...(isShown && { demonstration: true as const }) });
  },
});

/** The document of all routes given, itself among them. */
export function serviceRoutes(others: readonly Route[]): Route[] {
  const document: Route = defineRoute(READ_DOCUMENT, {
    summary: 'This document; in production for admins only',
    access: 'open',
    async handle({ deps, who }) {
      if (deps.production && !who?.scope.managesAccounts) return refuse('notFound');
      return ok(openApiOf([...others, health, document], deps.version));
    },
  });
  return [health, document];
}
