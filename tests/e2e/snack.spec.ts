import { expect, pick, save, signIn, tab, test } from './office.ts';

test('what was said stands above the tabs, also while the next screen waits for a late piece', async ({ server, browser }) => {
  // The piece that is late has to come over the network.
  const context = await browser.newContext({ baseURL: server.origin, serviceWorkers: 'block' });
  const page = await context.newPage();
  await signIn(page, server, 'CB-07');
  await page.getByRole('link', { name: /^Buổi biên giới/ }).click();
  await pick(page, /Mục kế hoạch|II\./, 'phan gioi cam moc', /II\.1\.b\.p1/);
  await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  await page.getByLabel('Lượt người tham dự').fill('80');
  await save(page);
  await tab(page, 'Tôi').click();

  // The screen and its words lie in one file: until it is there the former screen stays.
  const files = /\/assets\/late-devices\.js$/;
  let letGo = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let asked = 0;
  await page.route(files, async (route) => {
    asked += 1;
    await late;
    await route.continue();
  });
  const snack = page.locator('.snack');
  // As long as the pointer lies over it, it stays.
  await snack.hover();
  await page.getByRole('link', { name: 'Trợ giúp và cam kết' }).dispatchEvent('click');
  await expect.poll(() => asked).toBe(1);
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  const [said, tabs] = await Promise.all([snack.boundingBox(), page.getByRole('navigation', { name: 'Chính' }).boundingBox()]);
  expect((said?.y ?? Infinity) + (said?.height ?? 0)).toBeLessThanOrEqual(tabs?.y ?? 0);
  letGo();
  await expect(page).toHaveURL(/tro-giup/);
  await context.close();
});
