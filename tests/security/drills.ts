import type { Drill } from './drill.ts';
import { signInAbuse } from './sign-in-abuse.ts';

export const DRILLS: readonly Drill[] = [signInAbuse];
