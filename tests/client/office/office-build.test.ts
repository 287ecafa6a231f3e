import { expect, test } from 'vitest';
import { exchange } from '../../../src/client/office/exchange.ts';
import { onOfficeBuild } from '../../../src/client/office/office-build.ts';
import { BUILD_HEADER } from '../../../src/protocol/sync.ts';

const answerWith = (headers: Record<string, string>, status = 200) =>
  exchange(async () => new Response('{}', { status, headers }), { path: '/api/sync', init: { method: 'POST' }, patienceMs: 1_000 });

test('who looks for newer builds hears of the last one named before, and of each one named later, by refusals too', async () => {
  await answerWith({ [BUILD_HEADER]: 'build-01' });
  const heard: string[] = [];
  onOfficeBuild((build) => heard.push(build));
  await answerWith({ [BUILD_HEADER]: 'build-02' }, 426);
  // An office of a former release names none, and what else answers on the way does not either.
  await answerWith({});
  expect(heard).toEqual(['build-01', 'build-02']);
});
