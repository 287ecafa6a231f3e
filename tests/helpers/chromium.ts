import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The package's own list of font folders names the temporary folder of its hosts; ours lie elsewhere. */
async function writeFontConfig(folder: string): Promise<string> {
  const file = join(folder, 'fonts.conf');
  const dirs = [join(folder, 'fonts/fonts'), '/usr/share/fonts'].map((dir) => `<dir>${dir}</dir>`).join('');
  await writeFile(file, `<?xml version="1.0"?><fontconfig>${dirs}<cachedir>${join(folder, 'fonts-cache')}</cachedir></fontconfig>\n`);
  return file;
}

export interface BrowserChoice {
  readonly executablePath?: string;
  readonly channel?: string;
  readonly args: readonly string[];
}

/**
 * The browser of the tests. `CHROMIUM_PATH` names another one; on Linux the one that came with the packages is
 * unpacked once into a folder of the project's own; elsewhere an installed Chrome serves.
 */
export async function chooseBrowser(): Promise<BrowserChoice> {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return { executablePath: named, args: ARGS };
  if (process.platform !== 'linux') return { channel: 'chrome', args: ARGS };
  // Makes the package unpack its system libraries and fonts too; both must stand before the import.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x';
  const folder = resolve('node_modules/.cache/chromium');
  await mkdir(folder, { recursive: true });
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = folder;
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const executablePath = await chromium.executablePath();
    process.env['FONTCONFIG_FILE'] = await writeFontConfig(folder);
    if (!existsSync(executablePath)) throw new Error(`The browser was not unpacked to ${executablePath}`);
    return { executablePath, args: ARGS };
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
}
