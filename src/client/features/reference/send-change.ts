import { ReferenceRows } from '../../../protocol/plan.ts';
import type { App } from '../../app-context.ts';
import { labels } from '../../labels/labels.ts';
import { type ApiError, postJson } from '../../sync/api.ts';

/** Says a change to the office, and brings what it made of it to this device. Undefined where all went well. */
export async function sendChange(app: App, path: '' | '/close' | '/aliases', body: object): Promise<ApiError | undefined> {
  const done = await postJson(`/api/reference${path}`, body, ReferenceRows);
  // After a refusal too: somebody else may have changed what this device still shows.
  if (done.ok || done.error === 'referenceInvalid') await app.sync.syncNow();
  return done.ok ? undefined : done.error;
}

const LOST = ['offline', 'timeout', 'captive'] as const;
const isLost = (error: ApiError): error is (typeof LOST)[number] => (LOST as readonly string[]).includes(error);

/** `offline`: what is said where no answer came. */
export const refusalOf = (error: ApiError, offline: string): string => (isLost(error) ? offline : labels().domain.errors[error]);
