import { instant } from '../../domain/day.ts';
import { ok } from '../../domain/result.ts';
import { READ_OWN_DATA } from '../../protocol/endpoints/own-data.ts';
import { refuse } from '../http/refusal.ts';
import { findAccount, listAccounts } from '../store/accounts.ts';
import { addOften } from '../store/audit-often.ts';
import { listDevices } from '../store/devices.ts';
import { listFactors } from '../store/factors.ts';
import { listFeedTokens } from '../store/feed-tokens.ts';
import { tracesOf } from '../store/own-data.ts';
import { accountView } from './account-view.ts';
import { actsForAdmins } from './admin-acts.ts';
import { deviceFor } from './devices.ts';
import { factorView } from './factors.ts';
import { defineRoute, doneBy } from './route.ts';

const ownData = defineRoute(READ_OWN_DATA, {
  summary: 'All that is held about whoever asks',
  access: 'signedIn',
  async handle({ deps, now, who }) {
    const { reader } = deps.store;
    const { id } = who.person;
    const account = await findAccount(reader, id);
    if (!account) return refuse('notSignedIn');
    await deps.store.write((tx) => addOften(tx, { kind: 'ownDataRead', ...doneBy({ who, now }) }));
    const devices = (await listDevices(reader, who.person, { ...who.scope, devices: 'own' })).map(deviceFor(who.device, false));
    const tokens = await listFeedTokens(reader, id);
    const acts = await actsForAdmins(reader, await listAccounts(reader), now);
    const { recorded, ...counts } = await tracesOf(reader, id);
    const times = devices.map((device) => Date.parse(device.seenAt));
    return ok({
      at: instant(now),
      account: accountView(account, now, Math.max(...times)),
      createdAt: instant(account.createdAt),
      devices,
      feedTokens: tokens.map(({ name, createdAt, expiresAt, usedAt, revokedAt }) => ({
        name,
        createdAt: instant(createdAt),
        expiresAt: instant(expiresAt),
        ...(usedAt !== null && { usedAt: instant(usedAt) }),
        ...(revokedAt !== null && { revokedAt: instant(revokedAt) }),
      })),
      factors: (await listFactors(reader, id)).map(factorView),
      adminActs: acts.filter(({ person, askedBy, answeredBy }) => [person, askedBy, answeredBy].some((named) => named?.id === id)),
      recorded: recorded.map(({ first, last, ...row }) => ({ ...row, first: instant(first), last: instant(last) })),
      ...counts,
    });
  },
});

export const ownDataRoutes = [ownData];
