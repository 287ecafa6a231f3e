/** What a kept release offers of its server side: the app as a function of what it needs, and an office to fill it with. */
export { createApp } from '../../src/server/app.ts';
export { createPasswordHasher } from '../../src/server/auth/password-hash.ts';
export { DEFAULT_DEMO_PLANS } from '../../src/server/data/demonstrations.ts';
export { createRateLimiter } from '../../src/server/http/rate-limit.ts';
export { setUpDemonstration } from '../../src/server/set-up.ts';
export { openStore } from '../../src/server/store/open.ts';
export { createReferenceReader } from '../../src/server/store/reference.ts';
