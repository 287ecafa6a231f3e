import { ok } from '../../domain/result.ts';
import { LIST_AUDIT } from '../../protocol/endpoints/audit.ts';
import { listAudit } from '../store/audit-reads.ts';
import { defineRoute } from './route.ts';

const list = defineRoute(LIST_AUDIT, {
  summary: 'What was done in the office, the newest first, page by page',
  access: ['admin'],
  async handle({ deps, query: { before, kind, personId } }) {
    return ok(await listAudit(deps.store.reader, { kind, personId, before: before === undefined ? undefined : Number(before) }));
  },
});

export const auditRoutes = [list];
