import { defineConfig } from '@playwright/test';
import { chooseBrowser } from '../helpers/chromium.ts';

const { executablePath, channel, args } = await chooseBrowser();
const CACHE = '../../node_modules/.cache';

export default defineConfig({
  testDir: '.',
  outputDir: `${CACHE}/playwright`,
  workers: 2,
  forbidOnly: true,
  reporter: [['list'], ['./failure-reporter.ts'], ['json', { outputFile: `${CACHE}/reports/playwright.json` }]],
  // A busy machine loses an event now and then. The closing line names every test that needed its second try.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  use: {
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    serviceWorkers: 'allow',
    trace: 'on-first-retry',
    launchOptions: { ...(executablePath && { executablePath }), ...(channel && { channel }), args: [...args] },
  },
});
