import { expect, signIn, test, waitUntilInstalled } from './office.ts';

interface Manifest {
  readonly name: string;
  readonly short_name: string;
  readonly display: string;
  readonly start_url: string;
  readonly scope: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose: string }[];
  readonly shortcuts: readonly { readonly name: string; readonly url: string }[];
}

test('the manifest has no errors and nothing keeps the app from being installed', async ({ server, phone }) => {
  const page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  await page.reload();
  const devtools = await page.context().newCDPSession(page);
  const { url, errors, data } = await devtools.send('Page.getAppManifest');
  expect(url).toBe(`${server.origin}/manifest.webmanifest`);
  expect(errors).toEqual([]);
  expect(await devtools.send('Page.getInstallabilityErrors')).toEqual({ installabilityErrors: [] });

  // A browser without windows has no installer and never complains above: what an installer asks for is asked here.
  const manifest = JSON.parse(data ?? '') as Manifest;
  expect(manifest).toMatchObject({ display: 'standalone', start_url: '/', scope: '/', short_name: 'Cột Mốc' });
  expect(manifest.name).not.toBe('');
  expect(await page.evaluate(() => isSecureContext && navigator.serviceWorker.controller !== null)).toBe(true);
  const drawn = await page.evaluate(async (icons) => {
    const sizeOf = async (src: string): Promise<string> => {
      const { width, height } = await createImageBitmap(await (await fetch(src)).blob());
      return `${width}x${height}`;
    };
    return Promise.all(icons.map(async ({ src, purpose }) => `${await sizeOf(src)} ${purpose}`));
  }, manifest.icons);
  expect(drawn).toEqual(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`));
  expect(drawn).toEqual(expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']));
});

test('the installed app and each of its shortcuts open without a network', async ({ server, phone }) => {
  let page = await phone.open();
  await signIn(page, server, 'CB-07');
  await waitUntilInstalled(page);
  const { shortcuts, start_url: start } = await page.evaluate(
    async () => (await (await fetch('/manifest.webmanifest')).json()) as Manifest,
  );
  expect(shortcuts.length).toBe(3);
  await phone.close();
  page = await phone.open(true, start);
  await expect(page.getByRole('link', { name: /^Buổi biên giới/ })).toBeVisible();
  for (const shortcut of shortcuts) {
    await page.goto(`${server.origin}${shortcut.url}`);
    await expect(page.getByRole('heading', { level: 1, name: shortcut.name })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Lưu trên máy' })).toBeVisible();
  }
});
