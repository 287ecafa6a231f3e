import { account } from './en/account.ts';
import { accounts } from './en/accounts.ts';
import { activities } from './en/activities.ts';
import { audit } from './en/audit.ts';
import { browse } from './en/browse.ts';
import { common } from './en/common.ts';
import { connections } from './en/connections.ts';
import { domain } from './en/domain.ts';
import { factor } from './en/factor.ts';
import { lock } from './en/lock.ts';
import { planImport } from './en/plan-import.ts';
import { planLife } from './en/plan-life.ts';
import { plans } from './en/plans.ts';
import { quarantine } from './en/quarantine.ts';
import { records } from './en/records.ts';
import { reference } from './en/reference.ts';
import { review } from './en/review.ts';
import { storage } from './en/storage.ts';
import { tallies } from './en/tallies.ts';
import type { Labels } from './language.ts';

export const en: Labels = {
  common,
  domain,
  account,
  accounts,
  activities,
  audit,
  browse,
  connections,
  factor,
  lock,
  planImport,
  planLife,
  plans,
  records,
  reference,
  quarantine,
  review,
  storage,
  tallies,
};
