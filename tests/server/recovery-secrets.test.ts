import { afterEach, describe, expect, test } from 'vitest';
import { databases, newActivityId, type Office, openOffice } from './helpers.ts';

const SECRET = 'Zm9yZ290dGVuLXBpbi1vZi1vbmUtcGhvbmUtMTIzNDU';

describe.each(databases)('secrets for forgotten PINs on %s', (kind) => {
  let office: Office;
  afterEach(() => office.close());

  test('the owner gets it back with the password, also from a later sign-in, and nobody else does', async () => {
    office = await openOffice(kind);
    const owner = await office.signIn('CB-07');
    const id = newActivityId();
    expect((await owner.post('/api/recovery-secrets', { id, secret: SECRET })).status).toBe(200);
    const password = office.passwords.get('CB-07');
    expect((await owner.post(`/api/recovery-secrets/${id}/read`, { password: 'không phải' })).status).toBe(401);
    const later = await office.signIn('CB-07');
    const answer = await later.post(`/api/recovery-secrets/${id}/read`, { password });
    expect([answer.status, await answer.json()]).toEqual([200, { secret: SECRET }]);
    const other = await office.signIn('CB-08');
    expect((await other.post(`/api/recovery-secrets/${id}/read`, { password: office.passwords.get('CB-08') })).status).toBe(404);
    expect((await owner.post('/api/recovery-secrets/khong-phai-ma/read', { password })).status).toBe(404);
  });

  test('the log of what was done says when one was read, and that a password for it was wrong', async () => {
    office = await openOffice(kind);
    const owner = await office.signIn('CB-07');
    const id = newActivityId();
    await owner.post('/api/recovery-secrets', { id, secret: SECRET });
    await owner.post(`/api/recovery-secrets/${id}/read`, { password: 'không phải' });
    await owner.post(`/api/recovery-secrets/${id}/read`, { password: office.passwords.get('CB-07') });
    const admin = await office.signIn('QT-01');
    const { entries } = (await (await admin.get('/api/audit')).json()) as { entries: { kind: string; by?: string; of?: string }[] };
    expect(entries.slice(1, 3)).toMatchObject([
      { kind: 'recoverySecretRead', by: 'CB-07' },
      { kind: 'signInFailed', of: 'CB-07' },
    ]);
  });

  test('somebody else cannot put their secret in the place of one, and what is no secret is refused', async () => {
    office = await openOffice(kind);
    const owner = await office.signIn('CB-07');
    const id = newActivityId();
    await owner.post('/api/recovery-secrets', { id, secret: SECRET });
    const other = await office.signIn('CB-08');
    await other.post('/api/recovery-secrets', { id, secret: SECRET.toLowerCase() });
    const answer = await owner.post(`/api/recovery-secrets/${id}/read`, { password: office.passwords.get('CB-07') });
    expect(await answer.json()).toEqual({ secret: SECRET });
    expect((await owner.post('/api/recovery-secrets', { id, secret: 'ngắn' })).status).toBe(400);
  });

  test('a phone has its latest few kept, and is held up when it makes many', async () => {
    office = await openOffice(kind);
    const owner = await office.signIn('CB-07');
    const ids = Array.from({ length: 10 }, () => newActivityId());
    for (const id of ids) expect((await owner.post('/api/recovery-secrets', { id, secret: SECRET })).status).toBe(200);
    expect((await owner.post('/api/recovery-secrets', { id: newActivityId(), secret: SECRET })).status).toBe(429);
    const left = await office.store.reader.selectFrom('recovery_secrets').select('id').execute();
    expect(left).toHaveLength(5);
  });

  test('the password is not guessed here more often than anywhere else on the phone', async () => {
    office = await openOffice(kind);
    const owner = await office.signIn('CB-07');
    const statuses: number[] = [];
    for (let guess = 0; guess < 10; guess += 1) {
      statuses.push((await owner.post(`/api/recovery-secrets/${newActivityId()}/read`, { password: `không phải ${guess}` })).status);
    }
    expect(statuses).toEqual([...Array(8).fill(401), 429, 429]);
    const failures = await office.store.reader
      .selectFrom('audit_entries')
      .select('subject')
      .where('kind', '=', 'signInFailed')
      .orderBy('no')
      .execute();
    // The first five, and the eighth.
    expect(failures).toEqual(Array(6).fill({ subject: owner.person.id }));
  });

  test('the units that ask for a PIN reach the phones, and only known units are taken', async () => {
    office = await openOffice(kind);
    const supervisor = await office.signIn('VP-01');
    expect((await supervisor.post('/api/settings', { pinUnits: ['khong-co'] })).status).toBe(400);
    expect((await supervisor.post('/api/settings', { pinUnits: ['qlbg'] })).status).toBe(200);
    expect((await supervisor.post('/api/settings', { markers: [] })).status).toBe(200);
    const { settings } = await office.deps.readReference(office.store.reader);
    expect(settings).toMatchObject({ pinUnits: ['qlbg'] });
  });
});
