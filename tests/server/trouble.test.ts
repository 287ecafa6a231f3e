import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/server/store/store.ts';
import { storeTrouble } from '../../src/server/store/trouble.ts';
import { databases, makeCreate, makeEdit, type Office, openOffice } from './helpers.ts';

/** A store whose next writes fail as told: an error at the begin of each, undefined where it goes well. */
function failingStore(errors: (Error | undefined)[]): (store: Store) => Store {
  return (store) => ({
    ...store,
    write: async (work) => {
      const error = errors.shift();
      if (error) throw error;
      return store.write(work);
    },
  });
}
const coded = (code: string): Error => Object.assign(new Error('secret text of the database'), { code });

async function withFailures(
  kind: (typeof databases)[number],
  run: (office: Office, errors: (Error | undefined)[]) => Promise<void>,
): Promise<void> {
  const errors: (Error | undefined)[] = [];
  const office = await openOffice(kind, { wrapStore: failingStore(errors) });
  await run(office, errors);
  await office.close();
}

describe.each(databases)('trouble on %s', (kind) => {
  test.each([
    ['SQLITE_BUSY', 503, 'busy'],
    ['55P03', 503, 'busy'],
    ['ECONNREFUSED', 503, 'busy'],
    ['SQLITE_FULL', 507, 'storageFull'],
    ['53100', 507, 'storageFull'],
  ])('%s is answered with %i, acknowledges nothing and says when to come again', (code, status, error) =>
    withFailures(kind, async (office, errors) => {
      const phone = await office.signIn('CB-07');
      const mutation = makeCreate();
      errors.push(coded(code));
      const response = await phone.post('/api/sync', phone.syncRequest([mutation]));
      expect([response.status, await response.json()]).toMatchObject([status, { error }]);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      expect((await phone.sync([mutation])).results).toMatchObject([{ status: 'applied', version: 1 }]);
    }),
  );

  test('when a page stumbles, each mutation has a transaction of its own, and only the stumbling block is sent again', () =>
    withFailures(kind, async (office, errors) => {
      const phone = await office.signIn('CB-07');
      const [one, two, three] = [makeCreate(), makeCreate(), makeCreate()];
      const upon = makeEdit(two.activityId, two.id, { note: 'Nối' });
      errors.push(new Error('page'), undefined, new Error('two'));
      const { results } = await phone.sync([one, two, upon, three], { note: [] });
      expect(results).toMatchObject([
        { status: 'applied' },
        { status: 'failed', id: two.id },
        { status: 'failed', id: upon.id },
        { status: 'applied' },
      ]);
      expect((await phone.sync([two, upon])).results).toMatchObject([{ version: 1 }, { version: 2 }]);
      expect(JSON.stringify(office.logged)).toContain('mutationFailed');
    }));

  test('an unforeseen error is a bare 500 with a number to ask about', async () => {
    const office = await openOffice(kind, { deps: { readReference: () => Promise.reject(new Error('secret text')) } });
    const phone = await office.signIn('CB-07');
    const response = await phone.get('/api/tally?planId=x');
    expect([response.status, Object.keys((await response.json()) as object)]).toEqual([500, ['error', 'requestId']]);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(JSON.stringify(office.logged)).not.toContain('secret text');
    await office.close();
  });

  test('a database that is gone is busy, for the health of the server too', async () => {
    const office = await openOffice(kind);
    const phone = await office.signIn('CB-07');
    await office.store.close();
    for (const path of ['/api/health', '/api/me']) expect((await phone.get(path)).status).toBe(503);
    await office.close();
  });
});

test('an error is told apart by its code or that of its cause, and a fault of ours is none', () => {
  expect(storeTrouble(new Error('x', { cause: coded('SQLITE_BUSY_SNAPSHOT') }))).toBe('busy');
  expect(storeTrouble(coded('SQLITE_CONSTRAINT'))).toBeUndefined();
  expect(storeTrouble('text')).toBeUndefined();
});
