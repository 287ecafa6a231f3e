import type { Locator, Page } from '@playwright/test';
import { expect, expectSaved, signIn, tab, test, words } from './office.ts';

const MOST_TABS = 80;

/** Goes on with the Tab key alone until the control has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < MOST_TABS; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key never reached ${target}`);
}

test('a record is logged with Tab, Enter and Space alone', async ({ server, desk }) => {
  await signIn(desk, server, 'CB-07');
  await tabTo(desk, desk.getByRole('link', { name: /^Buổi biên giới/ }));
  await desk.keyboard.press('Enter');
  await tabTo(desk, desk.getByRole('button', { name: /Địa bàn/ }));
  await desk.keyboard.press('Enter');
  const place = desk.getByRole('dialog').getByRole('listitem').getByRole('button').nth(1);
  const name = (await place.locator('.pick-value').textContent()) ?? '';
  await tabTo(desk, place);
  await desk.keyboard.press('Space');
  await expect(desk.getByRole('dialog')).toHaveCount(0);
  // The focus comes back to where the list was opened from.
  const opener = desk.getByRole('button', { name: /Địa bàn/ });
  await expect(opener).toBeFocused();
  await expect(opener).toContainText(name);

  const attendees = desk.locator('.field').filter({ has: desk.getByLabel('Lượt người tham dự') });
  await tabTo(desk, attendees.getByRole('button', { name: 'Thêm 10' }));
  for (let presses = 0; presses < 3; presses++) await desk.keyboard.press('Space');
  const audience = desk.getByRole('group', { name: 'Nhóm người dự' }).getByRole('checkbox').first();
  await tabTo(desk, audience);
  await desk.keyboard.press('Space');
  await expect(audience).toBeChecked();
  await tabTo(desk, desk.getByRole('button', { name: 'Lưu trên máy' }));
  await desk.keyboard.press('Enter');
  await expectSaved(desk);

  await tabTo(desk, tab(desk, 'Nhật ký'));
  await desk.keyboard.press('Enter');
  await expect(desk.getByRole('heading', { level: 1, name: 'Nhật ký' })).toBeVisible();
  const entry = desk.getByRole('main').getByRole('link', { name: words('30 lượt người') });
  await tabTo(desk, entry);
  await desk.keyboard.press('Enter');
  await tabTo(desk, desk.getByRole('link', { name: 'Sửa' }));
});
