import { ActivityList } from '../../src/protocol/account.ts';
import { signInClient } from '../helpers/sync-client.ts';
import { expect, pick, save, signIn, test, waitUntilInstalled } from './office.ts';

const NOTE = 'Ghi trước khi tắt màn hình';

test('what was logged without a signal goes out when the signal returns though the app is closed', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-08');
  await waitUntilInstalled(page);
  await phone.setOffline(true);
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Lượt người tham dự').fill('35');
  await page.getByLabel('Ghi chú').fill(NOTE);
  await save(page);

  // The browser's own wake-up cannot be waited for in a test: it is given by hand.
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first) resolve(first.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  const registrationId = await registered;
  // No page of the app is open any more; only its service worker can send.
  await page.goto('about:blank');

  const { person } = await signInClient(server.origin, 'CB-08', server.passwords.get('CB-08') ?? '');
  const office = await signInClient(server.origin, 'VP-01', server.passwords.get('VP-01') ?? '');
  const received = async (): Promise<boolean> => {
    const answer = await fetch(`${server.origin}/api/activities?planId=kien-giang-2024&limit=100`, { headers: { cookie: office.cookie } });
    return ActivityList.parse(await answer.json()).activities.some((one) => one.content.note === NOTE);
  };
  expect(await received()).toBe(false);
  await phone.setOffline(false);
  await devtools.send('ServiceWorker.dispatchSyncEvent', {
    origin: server.origin,
    registrationId,
    tag: `cotmoc:${person.id}`,
    lastChance: false,
  });
  await expect.poll(received, { timeout: 30_000 }).toBe(true);
});
