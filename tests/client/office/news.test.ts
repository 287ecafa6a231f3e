import { createSignal } from 'solid-js';
import { expect, test, vi } from 'vitest';
import { refreshOnNews } from '../../../src/client/office/ask-again-on.lazy.ts';
import { readFeedState } from '../../../src/client/store/feed/feed-state.ts';
import { writeMeta } from '../../../src/client/store/meta.ts';
import type { SyncStatus } from '../../../src/client/sync/sync-loop.lazy.ts';
import { inApp } from '../../helpers/in-app.ts';
import { openPhone, type TestPhone } from '../../helpers/phone.ts';

/** A screen that asks on news, on a phone whose sync is in that phase at first. */
async function openScreen(phone: TestPhone, begin: SyncStatus['phase']) {
  const [phase, setPhase] = createSignal(begin);
  const refresh = vi.fn();
  const read = vi.spyOn(phone.db.meta, 'get');
  inApp({ db: phone.db, sync: { status: () => ({ phase: phase(), online: true }) } }, () => refreshOnNews({ refresh }));
  await vi.waitFor(() => expect(read).toHaveBeenCalled());
  await settled();
  return {
    refresh,
    setPhase,
    bring: async (cursor: number) => writeMeta(phone.db, 'feed', { ...(await readFeedState(phone.db)), cursor }).then(settled),
  };
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

test('a screen asks once about all that one sync brought', async () => {
  const { refresh, setPhase, bring } = await openScreen(await openPhone(), 'idle');
  setPhase('sending');
  for (const cursor of [7, 9]) await bring(cursor);
  expect(refresh).not.toHaveBeenCalled();
  setPhase('idle');
  expect(refresh).toHaveBeenCalledOnce();
});

test('a screen that was opened during a sync asks again once that has brought more', async () => {
  const { refresh, setPhase, bring } = await openScreen(await openPhone(), 'sending');
  await bring(7);
  setPhase('idle');
  expect(refresh).toHaveBeenCalledOnce();
});

test('a sync that brings nothing is no reason to ask', async () => {
  const { refresh, setPhase } = await openScreen(await openPhone(), 'sending');
  setPhase('idle');
  setPhase('sending');
  setPhase('idle');
  expect(refresh).not.toHaveBeenCalled();
});
