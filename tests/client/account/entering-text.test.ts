import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { enteringText } from '../../../src/client/features/account/refusal-text.ts';
import { labels, setLanguage, withWords } from '../../../src/client/labels/labels.ts';

beforeAll(() => {
  vi.stubGlobal('document', { documentElement: {} });
  vi.stubGlobal('localStorage', { setItem: () => undefined });
  return withWords(['account', 'refusals'], Promise.resolve());
});
afterEach(() => setLanguage('vi'));

const atSignIn = () => labels().account.signIn;

test('a phone that is told to come again says in plain words how long to wait, and that nothing typed is lost', async () => {
  expect(enteringText('busy')).toContain('Đợi chừng 10 giây rồi bấm lại');
  await setLanguage('en');
  expect(enteringText('busy')).toContain('Wait about 10 seconds and press again');
});

test('a phone held up by the guesses of others says how long to wait, and how to get in now with the key on the same screen', async () => {
  const tooMany = () => enteringText('tooManyAttempts', { tooManyAttempts: atSignIn().tooMany });
  expect(tooMany()).toContain('Đợi 15 phút rồi thử lại');
  expect(tooMany()).toContain(`“${atSignIn().haveCode}”`);
  await setLanguage('en');
  expect(tooMany()).toContain('Wait 15 minutes and try again');
  expect(tooMany()).toContain(`“${atSignIn().haveCode}”`);
});
