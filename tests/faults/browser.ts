import type { Page } from '@playwright/test';
import type { Phone } from '../e2e/office.ts';
import { expect, pick, save, tab } from '../e2e/office.ts';
import type { FaultProxy } from './proxy.ts';
import type { Site } from './site.ts';

/** How long a browser on a busy machine may take for what a person sees at once (ms). */
export const BUSY_MS = 30_000;

/** The attendees of all records the server has. */
export const rowsOf = (site: Site): Promise<number[]> =>
  site.read(async (db) => (await db.selectFrom('activities').select('m_attendees').execute()).map((row) => Number(row.m_attendees)));

/** What the screen told the officer. Records are told apart by their attendees; no two have the same. */
export class ScreenLedger {
  readonly saved = new Set<number>();
  mostReceived = 0;
  falseSent = 0;

  /** Opens a form, as a person does, and fills it in but for its attendees. */
  async begin(page: Page): Promise<void> {
    await tab(page, 'Ghi').click();
    const again = page.getByRole('link', { name: /^Làm lại như lần trước/ });
    const first = page.getByRole('link', { name: /^Buổi biên giới/ });
    await expect(again.or(first).first()).toBeVisible({ timeout: BUSY_MS });
    const repeats = await again.isVisible();
    await (repeats ? again : first).click();
    if (!repeats) await pick(page, /Địa bàn/, 'giang thanh', /Xã Giang Thành/);
  }

  /** Fills a form in and waits for "Đã lưu trên máy". */
  async record(page: Page, attendees: number): Promise<void> {
    await this.begin(page);
    await this.finish(page, attendees);
  }

  /** The rest of a form that is open and lacks but its attendees. */
  async finish(page: Page, attendees: number): Promise<void> {
    await page.getByLabel('Lượt người tham dự').fill(String(attendees));
    await save(page, BUSY_MS);
    this.saved.add(attendees);
  }

  /** "12 đã nhận" on the upload status, held against the database at once. */
  async look(site: Site, page: Page): Promise<number> {
    const said = Number((await page.locator('.upload .sea .figure').first().textContent()) ?? 0);
    if (said > (await rowsOf(site)).length) this.falseSent += 1;
    this.mostReceived = Math.max(this.mostReceived, said);
    return said;
  }

  /** Until the screen says that all has been received. */
  async untilReceived(site: Site, page: Page, timeout = BUSY_MS): Promise<void> {
    await tab(page, 'Ghi').click();
    await expect.poll(() => this.look(site, page), { timeout }).toBe(this.saved.size);
  }

  async judge(site: Site): Promise<{ lost: number; duplicated: number; falseSent: number }> {
    const rows = await rowsOf(site);
    const tallied = await site.read((db) => db.selectFrom('cells').select('records').execute());
    const counted = tallied.reduce((sum, cell) => sum + Number(cell.records), 0);
    return {
      lost: [...this.saved].filter((attendees) => !rows.includes(attendees)).length,
      duplicated: rows.length - new Set(rows).size + Math.abs(counted - rows.length),
      falseSent: this.falseSent,
    };
  }
}

/** A further tab of the same phone, on the app's first page. */
export async function openTab(phone: Phone, proxy: FaultProxy): Promise<Page> {
  const page = await phone.newTab();
  await page.goto(proxy.origin);
  await expect(page.getByRole('navigation', { name: 'Chính' })).toBeVisible({ timeout: BUSY_MS });
  return page;
}
