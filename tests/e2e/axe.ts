import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** A theme changes colours and strokes: the rest has been judged in the first one. */
const RULES_OF_LOOKS = ['color-contrast', 'link-in-text-block', 'target-size'];

/** What a phone says about itself, and the theme that follows from it. */
const LOOKS = [
  { theme: 'light', media: { colorScheme: 'light', contrast: 'no-preference' } },
  { theme: 'dark', media: { colorScheme: 'dark', contrast: 'no-preference' } },
  { theme: 'sun', media: { colorScheme: 'light', contrast: 'more' } },
] as const;

/** What axe finds on the page as it stands: by all rules, or by those that depend on the theme. */
export async function violations(page: Page, rules: 'all' | 'of looks'): Promise<string[]> {
  // At the end of the page nothing lies half under the keys at the foot, where it would be called too small to press.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  // The app has no frames: judged in the page itself, without the blank page that axe would open for each answer.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations: found } = await (rules === 'all' ? axe.withTags(TAGS) : axe.withRules(RULES_OF_LOOKS)).analyze();
  return found.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

/** Shows the whole page at once: a row that is half under the dock has only been scrolled there. */
async function stretch(page: Page): Promise<void> {
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  if (size && height > size.height) await page.setViewportSize({ width: size.width, height });
}

/** The page as it stands, whatever is open on it, has nothing in anybody's way, in any theme. */
export async function expectClear(page: Page, where: string): Promise<void> {
  const size = page.viewportSize();
  await stretch(page);
  for (const { theme, media } of LOOKS) {
    await page.emulateMedia({ ...media, reducedMotion: 'reduce' });
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
    const found = await violations(page, theme === 'light' ? 'all' : 'of looks');
    expect.soft(found, `${where}, ${theme}`).toEqual([]);
  }
  if (size) await page.setViewportSize(size);
}
