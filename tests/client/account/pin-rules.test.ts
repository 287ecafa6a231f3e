import { describe, expect, test } from 'vitest';
import { pinIssue } from '../../../src/client/features/account/pin-rules.ts';

describe('a PIN', () => {
  test.each(['739205', '840571', '4820917', 'ghe cau tau ba', 'Cảng cá Tắc Cậu', '9047-3'])('%s is taken', (pin) => {
    expect(pinIssue(pin)).toBeUndefined();
  });

  test.each(['', '12345', 'abcde'])('%s is too short', (pin) => {
    expect(pinIssue(pin)).toBe('short');
  });

  test.each([
    ...['000000', '111111', '121212', '123123', '112112', '123456', '654321', '456789', '987654', '147258', '258046', '112233'],
    ...['matkhau', 'password', 'qwerty', 'asdfgh', 'abcdef'],
  ])('%s is a pattern, and refused', (pin) => {
    expect(pinIssue(pin)).toBe('guessable');
  });

  test.each(['150890', '900815', '199015', '151990', '15081990', '19900815', '010100'])('%s reads as a birthday, and is refused', (pin) => {
    expect(pinIssue(pin)).toBe('guessable');
  });

  test('what is longer than anybody types is refused', () => {
    expect(pinIssue('a1b2'.repeat(60))).toBe('long');
  });
});
