import { Device } from '../../../src/protocol/account.ts';

const device = (id: string, seenAt: string, change: Partial<Device> = {}): Device =>
  Device.parse({
    id,
    person: { id: 'a-1', staffCode: 'CB-19', role: 'officer', unitIds: ['u-border'] },
    name: 'Chrome, Android',
    app: '0.1.0',
    createdAt: '2024-01-01T00:00:00.000Z',
    seenAt,
    held: 0,
    attention: 0,
    persisted: true,
    signedOut: false,
    current: false,
    ...change,
  });

const loss = { at: '2024-06-12T01:00:00.000Z', held: 7, now: 0, received: 5, missing: 2 };

/** Seen from 12/6/2024: two that lost records, two silent, one holding, and four that need no one. */
export const DEVICES: readonly Device[] = [
  device('emptied', '2024-06-12T01:00:00.000Z', { loss }),
  device('emptied long ago', '2024-01-21T01:00:00.000Z', { loss: { ...loss, missing: 7 }, signedOut: true }),
  device('fresh', '2024-06-12T01:00:00.000Z'),
  device('yesterday', '2024-06-11T01:00:00.000Z'),
  device('short', '2024-06-10T01:00:00.000Z', { held: 2 }),
  device('holding', '2024-06-12T01:00:00.000Z', { held: 3 }),
  device('long', '2024-05-21T01:00:00.000Z'),
  device('gone', '2024-01-21T01:00:00.000Z', { signedOut: true, held: 1 }),
  device('this', '2024-01-21T01:00:00.000Z', { current: true }),
];
