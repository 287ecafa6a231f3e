import type { Drill } from './drill.ts';
import { misbehavingAccount } from './misbehaving-account.ts';
import { signInAbuse } from './sign-in-abuse.ts';
import { tamperedLog } from './tampered-log.ts';

export const DRILLS: readonly Drill[] = [signInAbuse, misbehavingAccount, tamperedLog];
