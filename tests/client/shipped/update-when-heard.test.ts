import { afterEach, expect, test, vi } from 'vitest';
import { hearBuild } from '../../../src/client/office/office-build.ts';
import { updateWhenHeard } from '../../../src/client/shipped/update-when-heard.ts';

afterEach(() => void vi.unstubAllGlobals());

test('the worker of another build is fetched once, and again with the next answer where it did not come', async () => {
  const update = vi.fn(async () => undefined);
  const fetch = vi.fn(async (): Promise<Response> => new Response('', { status: 502 }));
  vi.stubGlobal('fetch', fetch);
  updateWhenHeard(update);
  const hear = (answer: () => Promise<Response>) => {
    fetch.mockImplementation(answer);
    hearBuild('of-later');
    return new Promise((resolve) => setTimeout(resolve));
  };
  await hear(() => Promise.reject(new TypeError('no signal')));
  await hear(async () => new Response('', { status: 502 }));
  expect(update).not.toHaveBeenCalled();
  for (let heard = 0; heard < 2; heard++) await hear(async () => new Response(''));
  expect(update).toHaveBeenCalledTimes(1);
  expect(fetch).toHaveBeenCalledTimes(3);
});
