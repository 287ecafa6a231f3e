import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Every selector of a sheet, with what encloses it, in the order written. */
function selectorsOf(sheet: string): string[] {
  const open: string[] = [];
  const found: string[] = [];
  let text = '';
  for (const sign of sheet.replaceAll(/\/\*.*?\*\//gs, '')) {
    if (sign === '{') {
      open.push(text.trim().replaceAll(/\s+/g, ' '));
      if (!open.at(-1)?.startsWith('@')) found.push(open.join(' > '));
    } else if (sign === '}') open.pop();
    text = '{};'.includes(sign) ? '' : text + sign;
  }
  return found;
}

test('no sheet says twice how the same thing looks', () => {
  const sheets = globSync('src/client/**/*.css');
  expect(sheets.length).toBeGreaterThan(10);
  const twice = sheets.flatMap((sheet) => {
    const selectors = selectorsOf(readFileSync(sheet, 'utf8'));
    return selectors.filter((selector, at) => selectors.indexOf(selector) !== at).map((selector) => `${sheet}: ${selector}`);
  });
  expect(twice).toEqual([]);
});

test('of the prompts over a screen only the first is shown, and the most pressing stands first', () => {
  const source = readFileSync('src/client/features/sync-status/over-all.lazy.tsx', 'utf8');
  const order = ['<StoreSilent', '<PinAsked', '<InstallAsked', '<UpdatePrompt'].map((piece) => source.indexOf(piece));
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(Math.min(...order)).toBeGreaterThan(0);
  expect(readFileSync('src/client/ui/lazy.css', 'utf8')).toMatch(/\.prompt ~ \.prompt \{\s*display: none;/);
});
