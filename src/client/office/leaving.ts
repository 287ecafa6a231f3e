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

export function isLeaving(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function forgetLeaving(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Where the storage is forbidden, nothing was remembered in it.
  }
}

let telling: Promise<boolean> | undefined;

async function tell(): Promise<boolean> {
  const told = await signOut();
  if (told.ok) forgetLeaving();
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
  forgetLeaving();
}
