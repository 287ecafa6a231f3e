import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const ROOMS = readdirSync('src', { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const pages = ['README.md', ...globSync('docs/*.md'), ...globSync('src/**/README.md')];

/** What comes to be when something runs, what a package holds, or a name that says a word in capitals for what differs. */
const isElsewhere = (name: string): boolean =>
  /^(?:dist|\.\/data)\b/.test(name) ||
  (name.split('/')[0] ?? '') in packageJson.dependencies ||
  /\b[A-Z]+\b/.test(name.replace(/README\.md/, ''));
const isFile = (text: string): boolean => /^(?:\.?[\w.-]+\/)+[\w.-]*$|^[\w.-]+\.(?:ts|tsx|css|md|json)$/.test(text);

/** Every file and folder a page names: in a link, or in code of one line. */
function namedIn(page: string): string[] {
  const text = readFileSync(page, 'utf8').replace(/^```.*?^```/gms, '');
  const quoted = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code).filter(isFile);
  const linked = [...text.matchAll(/\]\((?!https?:)([^)#]+)\)|src="(?!https?:)([^"]+)"/g)].map(([, link, source]) => link ?? source ?? '');
  return [...quoted, ...linked].filter((name) => !isElsewhere(name));
}

describe('the pages about this project', () => {
  test.each(pages)('%s names only what exists', (page) => {
    const names = namedIn(page);
    expect(names.filter((name) => ![dirname(page), '.', 'src', 'tests'].some((folder) => existsSync(join(folder, name))))).toEqual([]);
  });

  test('name files at all', () => {
    expect(new Set(pages.flatMap(namedIn)).size).toBeGreaterThan(40);
  });

  test.each(ROOMS)('the room %s has one, of a length that is read', (room) => {
    const lines = readFileSync(`src/${room}/README.md`, 'utf8').trimEnd().split('\n');
    expect(lines[0]).toContain(`\`${room}\``);
    expect(lines.length).toBeLessThanOrEqual(40);
    for (const part of ['**It promises**', '**It does not**', '| What comes new | Where it goes |'])
      expect(lines.join('\n')).toContain(part);
  });
});
