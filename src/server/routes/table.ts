import { accountRoutes } from './accounts.ts';
import { activityRoutes } from './activities.ts';
import { auditRoutes } from './audit.ts';
import { closingRoutes } from './closings.ts';
import { demonstrationRoutes } from './demonstration.ts';
import { deviceRoutes } from './devices.ts';
import { factorRoutes } from './factors.ts';
import { feedRoutes } from './feed.ts';
import { ownDataRoutes } from './own-data.ts';
import { planSettingRoutes } from './plan-settings.ts';
import { planRoutes } from './plans.ts';
import { progressRoutes } from './progress.ts';
import { quarantineRoutes } from './quarantine.ts';
import { recordRoutes } from './records.ts';
import { recoveryRoutes } from './recovery.ts';
import { referenceRoutes } from './reference.ts';
import type { Route } from './route.ts';
import { serviceRoutes } from './service.ts';
import { sessionRoutes } from './session.ts';
import { spreadsheetRoutes } from './spreadsheets.ts';
import { syncRoutes } from './sync.ts';
import { takenInRoutes } from './taken-in.ts';
import { tallyRoutes } from './tally.ts';

const routes: readonly Route[] = [
  ...sessionRoutes,
  ...recoveryRoutes,
  ...factorRoutes,
  ...ownDataRoutes,
  ...syncRoutes,
  ...takenInRoutes,
  ...spreadsheetRoutes,
  ...tallyRoutes,
  ...activityRoutes,
  ...recordRoutes,
  ...feedRoutes,
  ...planRoutes,
  ...progressRoutes,
  ...planSettingRoutes,
  ...closingRoutes,
  ...deviceRoutes,
  ...quarantineRoutes,
  ...accountRoutes,
  ...auditRoutes,
  ...referenceRoutes,
  ...demonstrationRoutes,
];

/** Every route there is: what is not here is not served and not documented. */
export const ROUTES: readonly Route[] = [...routes, ...serviceRoutes(routes)];
