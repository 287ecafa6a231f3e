import type { Result } from '../../../domain/result.ts';
import type { ReferenceRows } from '../../../protocol/plan.ts';
import type { App } from '../../app-context.ts';
import type { OfficeError } from '../../office/trouble.ts';

type Answer = Result<ReferenceRows, OfficeError>;

/** Says a change to the office, and brings what it made of it to this device. */
export async function sendChange(app: App, say: () => Promise<Answer>): Promise<Answer> {
  const answer = await say();
  // After a refusal too: somebody else may have changed what this device still shows.
  if (answer.ok || answer.error === 'referenceInvalid') await app.sync.syncNow();
  return answer;
}
