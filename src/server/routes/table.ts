import { accountRoutes } from './accounts.ts';
import { activityRoutes } from './activities.ts';
import { deviceRoutes } from './devices.ts';
import { milestoneRoutes } from './milestones.ts';
import { paceRoutes } from './pace.ts';
import { planRoutes } from './plans.ts';
import { referenceRoutes } from './reference.ts';
import type { Route } from './route.ts';
import { serviceRoutes } from './service.ts';
import { sessionRoutes } from './session.ts';
import { syncRoutes } from './sync.ts';
import { tallyRoutes } from './tally.ts';
import { targetRoutes } from './targets.ts';

const routes: readonly Route[] = [
  ...sessionRoutes,
  ...syncRoutes,
  ...tallyRoutes,
  ...activityRoutes,
  ...planRoutes,
  ...targetRoutes,
  ...milestoneRoutes,
  ...paceRoutes,
  ...deviceRoutes,
  ...accountRoutes,
  ...referenceRoutes,
];

/** Every route there is: what is not here is not served and not documented. */
export const ROUTES: readonly Route[] = [...routes, ...serviceRoutes(routes)];
