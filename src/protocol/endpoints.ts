import type { Endpoint } from './endpoint.ts';
import * as accounts from './endpoints/accounts.ts';
import * as activities from './endpoints/activities.ts';
import * as devices from './endpoints/devices.ts';
import * as plans from './endpoints/plans.ts';
import * as reference from './endpoints/reference.ts';
import * as service from './endpoints/service.ts';
import * as session from './endpoints/session.ts';
import * as sync from './endpoints/sync.ts';
import * as tally from './endpoints/tally.ts';

const isEndpoint = (value: unknown): value is Endpoint => typeof value === 'object' && value !== null && 'reply' in value;

/**
 * Every endpoint there is, by its name. A screen imports from the file of its subject instead, so that a phone loads the
 * schemas of what that screen asks and no others.
 */
export const ENDPOINTS: Readonly<Record<string, Endpoint>> = Object.fromEntries(
  [session, sync, tally, activities, plans, devices, accounts, reference, service]
    .flatMap((subject) => Object.entries<unknown>(subject))
    .filter((entry): entry is [string, Endpoint] => isEndpoint(entry[1])),
);
