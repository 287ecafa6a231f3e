import { signOut } from './sign-in.ts';

const KEY = 'cotmoc-leaving';

/** Somebody signed out here, and the office has not heard of it. */
export function rememberLeaving(): void {
  try {
    localStorage.setItem(KEY, '1');
  } catch {
    // Full or forbidden: the office hears of it now or not at all, and the sign-in ends by itself.
  }
}

export const isLeaving = (): boolean => localStorage.getItem(KEY) !== null;

let telling: Promise<boolean> | undefined;

async function tell(): Promise<boolean> {
  const told = await signOut();
  if (told.ok) localStorage.removeItem(KEY);
  return told.ok;
}

/** Tells the office that this phone is signed out, as long as nobody signed in on it anew. */
export function tellLeaving(): Promise<boolean> {
  telling ??= tell().finally(() => {
    telling = undefined;
  });
  return telling;
}

/** Before somebody signs in: an answer that came late would end the new sign-in instead of the former one. */
export async function settleLeaving(): Promise<void> {
  await telling?.catch(() => false);
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Then none was kept.
  }
}
