import type { Page } from '@playwright/test';
import { DESK, expect, signIn, tab, test } from './office.ts';

/** Holds the tables and screens that are fetched after the first page, as a slow link does, until they are let go. */
async function holdScreens(page: Page): Promise<() => void> {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\/assets\/(?:screens\.lazy|journal|plan-tree|me|tally-view|devices)-[^/]*\.js$/, async (route) => {
    await held;
    await route.continue();
  });
  return letGo;
}

// Without a service worker, as on the very first visit: each file comes over the air.
test.use({ serviceWorkers: 'block' });

const PRESSES = [
  ['CB-07', 'Nhật ký', /\/nhat-ky$/],
  ['CB-07', 'Kế hoạch', /\/ke-hoach$/],
  ['CB-07', 'Tôi', /\/toi$/],
  ['VP-01', 'Tổng hợp', /\/tong-hop$/],
] as const;

for (const [staffCode, name, address] of PRESSES) {
  test(`the first press of ${staffCode} on "${name}" right after signing in leads there, however late the screens come`, async ({
    page,
    server,
  }) => {
    const letGo = await holdScreens(page);
    // A phone's tabs come with its first screen, which is held too where it is not the home.
    if (staffCode !== 'CB-07') await page.setViewportSize(DESK.viewport);
    await signIn(page, server, staffCode);
    await tab(page, name).click();
    letGo();
    await expect(page).toHaveURL(address);
    await expect(tab(page, name)).toHaveAttribute('aria-current', 'page');
    await expect(page.getByRole('main')).not.toBeEmpty();
    await expect(page.getByText('Đang đọc dữ liệu')).toHaveCount(0);
  });
}

test('in the side bar a place stays the same link while the screens change, so that neither a press that has begun nor the focus is lost', async ({
  page,
  server,
}) => {
  await page.setViewportSize(DESK.viewport);
  await signIn(page, server, 'VP-01');
  const link = await tab(page, 'Kế hoạch').elementHandle();
  await tab(page, 'Kế hoạch').press('Enter');
  await expect(page).toHaveURL(/\/ke-hoach$/);
  await expect(tab(page, 'Kế hoạch')).toHaveAttribute('aria-current', 'page');
  expect(await link?.evaluate((node) => node.isConnected)).toBe(true);
  await tab(page, 'Tổng hợp').click();
  await expect(tab(page, 'Tổng hợp')).toHaveAttribute('aria-current', 'page');
  expect(await link?.evaluate((node) => node.isConnected)).toBe(true);
});
