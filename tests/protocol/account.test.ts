import { expect, test } from 'vitest';
import {
  Account,
  ActivityList,
  Device,
  Devices,
  History,
  NewAccountRequest,
  OpenAccountRequest,
  SignInRequest,
} from '../../src/protocol/account.ts';
import { newId } from '../domain/make.ts';

const person = { id: 'a-1', staffCode: 'CB-05', role: 'officer', unitIds: ['u-border'] };
const at = '2024-06-12T08:10:00.000Z';

test('signing in takes a staff code, a password and a name for the device, nothing else', () => {
  const request = { staffCode: 'CB-05', password: 'mật khẩu', device: 'Chrome, Android' };
  expect(SignInRequest.safeParse(request).success).toBe(true);
  for (const change of [{ staffCode: '' }, { password: '' }, { password: 'x'.repeat(201) }, { device: '' }, { role: 'admin' }])
    expect(SignInRequest.safeParse({ ...request, ...change }).success).toBe(false);
});

test('an account is opened with its whole code', () => {
  const request = { code: 'ABCD-1234', password: 'một mật khẩu dài', device: 'Máy' };
  expect(OpenAccountRequest.safeParse(request).success).toBe(true);
  expect(OpenAccountRequest.safeParse({ ...request, code: 'ABCD' }).success).toBe(false);
});

test('a new account has a plain staff code and a known role', () => {
  const request = { staffCode: 'CB-21', role: 'officer', unitIds: ['u-border'] };
  expect(NewAccountRequest.safeParse(request).success).toBe(true);
  for (const change of [
    { staffCode: 'C' },
    { staffCode: 'CB 21' },
    { staffCode: '<b>' },
    { role: 'root' },
    { unitIds: ['a b'] },
    { password: 'x' },
  ])
    expect(NewAccountRequest.safeParse({ ...request, ...change }).success).toBe(false);
});

test('what the office reads is checked before it is shown', () => {
  const device = {
    id: 'd',
    person,
    name: 'Máy',
    app: '0.1.0',
    createdAt: at,
    seenAt: at,
    held: 2,
    oldestAt: at,
    attention: 0,
    persisted: true,
    signedOut: false,
    current: false,
  };
  expect(Devices.safeParse({ devices: [device] }).success).toBe(true);
  expect(Device.safeParse({ ...device, token: 'x' }).success).toBe(false);
  expect(Account.safeParse({ person, open: true, disabled: false }).success).toBe(true);
  expect(ActivityList.safeParse({ activities: [], more: false }).success).toBe(true);
  const entry = {
    version: 1,
    mutationId: newId(),
    authorId: 'a-1',
    staffCode: 'CB-05',
    action: 'record',
    state: 'sent',
    at,
    deviceAt: at,
    fields: [{ field: 'attendees', from: null, to: 85 }],
  };
  expect(History.safeParse({ activityId: newId(), entries: [entry], aside: [] }).success).toBe(true);
  expect(History.safeParse({ activityId: newId(), entries: [{ ...entry, note: 'x' }], aside: [] }).success).toBe(false);
});
