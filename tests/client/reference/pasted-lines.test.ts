import { expect, test } from 'vitest';
import { hasLine, toggleLine } from '../../../src/client/features/reference/pasted-lines.ts';

test('a line is added at the end, and choosing it again takes out that line alone', () => {
  expect(toggleLine('', 'An Giang')).toBe('An Giang');
  const both = toggleLine('Hà Tiên; 1; 2\n', 'An Giang');
  expect(both).toBe('Hà Tiên; 1; 2\nAn Giang');
  expect(hasLine(both, 'An Giang')).toBe(true);
  expect(hasLine(both, 'Hà Tiên')).toBe(false);
  expect(toggleLine(both, 'An Giang')).toBe('Hà Tiên; 1; 2');
  expect(toggleLine('An Giang \r\nHà Tiên', 'An Giang')).toBe('Hà Tiên');
});
