import { createHmac } from 'node:crypto';
import { type WipeOrder, wipeOrderText } from '../../protocol/wipe-order.ts';
import type { PhoneTraces, ReportedPhone } from '../store/lost-phones.ts';
import { DEVICE_COOKIE, readCookie, TOKEN_COOKIE } from './cookies.ts';
import { sha256 } from './secrets.ts';

/** A phone shows itself by its own key, and where it lost that, by the proof of a sign-in that ended. */
export function phoneTraces(cookieHeader: string | null | undefined): PhoneTraces {
  const [key, token] = [readCookie(cookieHeader, DEVICE_COOKIE), readCookie(cookieHeader, TOKEN_COOKIE)];
  return { keyHash: key && sha256(key), tokenHash: token && sha256(token) };
}

/** Undefined for a phone that never had a key: nothing it is told could be believed. */
function orderFor({ device, orderKey, until }: ReportedPhone, now: number): WipeOrder | undefined {
  if (orderKey === undefined) return undefined;
  const said = { deviceId: device.id, accountId: device.person.id, leftMs: Math.max(0, until - now) };
  return { ...said, mac: createHmac('sha256', orderKey).update(wipeOrderText(said)).digest('base64url') };
}

/** What phones are told because they were reported as lost. */
export const ordersFor = (phones: readonly ReportedPhone[], now: number): WipeOrder[] =>
  phones.flatMap((phone) => orderFor(phone, now) ?? []);
