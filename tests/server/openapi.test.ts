import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { templateOf } from '../../src/server/routes/openapi.ts';
import { ROUTES } from '../../src/server/routes/table.ts';
import { type Office, openOffice } from './helpers.ts';

interface Document {
  readonly openapi: string;
  readonly paths: Record<
    string,
    Record<string, { responses: Record<string, unknown>; requestBody?: unknown; parameters: { name: string }[] }>
  >;
}

describe('the document of the endpoint', () => {
  let office: Office;
  let document: Document;
  beforeAll(async () => {
    office = await openOffice('sqlite');
    document = (await (await office.request('/api/openapi.json')).json()) as Document;
  });
  afterAll(() => office.close());

  test('holds every route with its answers, and no other', () => {
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(documented.sort()).toEqual(ROUTES.map((route) => `${route.method.toLowerCase()} ${templateOf(route.path)}`).sort());
    for (const route of ROUTES) {
      const operation = document.paths[templateOf(route.path)]?.[route.method.toLowerCase()];
      expect(Object.keys(operation?.responses ?? {})).toContain('200');
      expect(operation?.requestBody !== undefined).toBe(route.body !== undefined);
    }
  });

  test('names the parameters of path and query', () => {
    const names = document.paths['/api/activities']?.['get']?.parameters.map((one) => one.name);
    expect(names).toEqual([
      'planId',
      'itemCode',
      'unitId',
      'from',
      'to',
      'type',
      'localityIds',
      'marker',
      'state',
      'alone',
      'duplicateOfIds',
      'also',
      'before',
      'limit',
    ]);
    expect(document.paths['/api/devices/{id}/sign-out']?.['post']?.parameters).toMatchObject([{ name: 'id', in: 'path', required: true }]);
  });

  test('is for admins alone in production', async () => {
    const production = await openOffice('sqlite', { deps: { production: true } });
    const [admin, officer] = [await production.signIn('QT-01'), await production.signIn('CB-07')];
    const statuses = [
      await production.request('/api/openapi.json'),
      await officer.get('/api/openapi.json'),
      await admin.get('/api/openapi.json'),
    ];
    expect(statuses.map((response) => response.status)).toEqual([404, 404, 200]);
    await production.close();
  });
});
