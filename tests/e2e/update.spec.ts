import { Relay } from '../helpers/relay.ts';
import { expectClear } from './axe.ts';
import { expect, Phone, pick, signIn, tab, test, waitUntilInstalled } from './office.ts';

test('a new build is offered but never over a form, and takes over only after the person agrees', async ({ server }) => {
  const relay = new Relay(() => server.origin);
  const origin = await relay.listen();
  const phone = new Phone(origin);
  try {
    const page = await phone.open();
    await signIn(page, { ...server, origin }, 'CB-07');
    await waitUntilInstalled(page);
    await page.reload();
    const prompt = page.getByRole('dialog', { name: 'Có bản mới' });

    /** Fetched and waiting, so that nothing is shown too early merely because nothing is there yet. */
    const waiting = () => page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state);
    expect(await waiting()).toBeUndefined();
    await expect(prompt).toHaveCount(0);
    const before = await page.evaluate(() => performance.timeOrigin);
    const loadedAt = () => page.evaluate(() => performance.timeOrigin);

    await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
    await page.getByLabel('Lượt người tham dự').fill('33');
    relay.newer = true;
    // The next answer of the office names another build, and the page has it fetched.
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(waiting).toBe('installed');
    await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
    await page.waitForURL(/\/nhap\//);
    await expect(prompt).toHaveCount(0);

    await page.getByRole('button', { name: 'Quay lại, giữ nháp' }).click();
    await expect(prompt).toContainText(/0\sbản ghi và 1\snháp trên máy giữ nguyên/);
    await expectClear(page, 'offer of a new build');
    await prompt.getByRole('button', { name: 'Để sau' }).click();
    await expect(prompt).toHaveCount(0);
    await tab(page, 'Nhật ký').click();
    await expect(page.getByRole('listitem').filter({ hasText: 'Nháp' })).toHaveCount(1);
    await expect(prompt).toHaveCount(0);
    expect(await loadedAt()).toBe(before);

    // The next start offers it again; until then the old one runs.
    await page.reload();
    await expect(prompt).toBeVisible();
    const again = await loadedAt();
    await prompt.getByRole('button', { name: 'Đổi bây giờ' }).click();
    await expect.poll(() => loadedAt().catch(() => again)).not.toBe(again);
    await expect(page.getByRole('listitem').filter({ hasText: 'Nháp' })).toHaveCount(1);
    await expect(prompt).toHaveCount(0);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBeNull();
  } finally {
    await phone.discard();
    relay.close();
  }
});

test('an app that is opened without news does not ask for its service worker', async ({ server }) => {
  const relay = new Relay(() => server.origin);
  const origin = await relay.listen();
  const phone = new Phone(origin);
  try {
    const page = await phone.open();
    await signIn(page, { ...server, origin }, 'CB-07');
    await waitUntilInstalled(page);
    const asked = relay.askedForWorker;
    const synced = () => page.waitForResponse((answer) => answer.url().endsWith('/api/sync'));
    for (let opened = 0; opened < 2; opened++) {
      await Promise.all([synced(), page.reload()]);
      // It looks for another worker, and finds the one it has.
      await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    }
    expect(relay.askedForWorker).toBe(asked);
    relay.newer = true;
    await Promise.all([synced(), page.reload()]);
    await expect(page.getByRole('dialog', { name: 'Có bản mới' })).toBeVisible();
    expect(relay.askedForWorker).toBeGreaterThan(asked);
  } finally {
    await phone.discard();
    relay.close();
  }
});
