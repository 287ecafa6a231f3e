import { expect, signIn, tab, test, waitUntilInstalled } from './office.ts';

test('the page may not be kept by a browser when it is left, from the server and from the service worker', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  const fromWorker = await page.goto(`${server.origin}/nhat-ky`);
  expect(fromWorker?.fromServiceWorker()).toBe(true);
  expect(fromWorker?.headers()['cache-control']).toBe('no-store');
  await phone.setOffline(true);
  const offline = await page.goto(`${server.origin}/`);
  expect(offline?.headers()['cache-control']).toBe('no-store');
  await expect(tab(page, 'Ghi')).toBeVisible();
});

test('no text becomes elements or a script but by the ways the app names', async ({ server, page }) => {
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await page.reload();
  const tries = () =>
    page.evaluate(() => {
      const refused = (act: () => unknown): boolean => {
        try {
          act();
          return false;
        } catch (error) {
          return error instanceof TypeError;
        }
      };
      const { trustedTypes } = globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } };
      return {
        elements: refused(() => document.createElement('p').insertAdjacentHTML('beforeend', '<img src=x onerror=alert(1)>')),
        worker: refused(() => new Worker('/sw.js')),
        script: refused(() => Object.assign(document.createElement('script'), { src: '/b/other.js' })),
        ownPolicy: refused(() => trustedTypes.createPolicy('default', { createHTML: (html: string) => html })),
        secondOfTheName: refused(() => trustedTypes.createPolicy('templates', { createHTML: (html: string) => html })),
      };
    });
  // The page as it came from the service worker.
  expect(await tries()).toEqual({ elements: true, worker: true, script: true, ownPolicy: true, secondOfTheName: true });
});

test('a log that another page holds and does not let go of is said to be slow, and opens by itself once it can', async ({
  server,
  phone,
}) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  // As WebKit leaves it: somebody is in the middle of a change that never ends.
  const holder = await phone.newTab();
  await holder.goto(`${server.origin}/favicon.svg`);
  await holder.evaluate(async () => {
    const name = (await indexedDB.databases()).map((one) => one.name ?? '').find((one) => one.startsWith('cotmoc-')) ?? '';
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const drafts = request.result.transaction([...request.result.objectStoreNames], 'readwrite').objectStore('drafts');
        const hold = (): void => {
          resolve();
          if (!('letGo' in globalThis)) drafts.count().onsuccess = hold;
        };
        drafts.count().onsuccess = hold;
      };
    });
  });
  await page.reload();
  await expect(page.getByText('Sổ trên máy mở lâu hơn thường lệ')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Mở lại trang' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Xuất bản ghi chưa gửi ra tệp' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ghi tiếp vào sổ mới' })).toBeHidden();
  await holder.evaluate(() => Object.assign(globalThis, { letGo: true }));
  await expect(tab(page, 'Ghi')).toBeVisible();
});
