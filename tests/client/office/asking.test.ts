import { createRoot, createSignal } from 'solid-js';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { labels, setLanguage, withWords } from '../../../src/client/labels/labels.ts';
import { createFetched } from '../../../src/client/office/create-fetched.ts';
import { createPages } from '../../../src/client/office/create-pages.ts';
import { createSending } from '../../../src/client/office/create-sending.ts';
import { type OfficeError, troubleOf, troubleText } from '../../../src/client/office/trouble.ts';
import { err, ok, type Result } from '../../../src/domain/result.ts';
import { ERROR_CODES } from '../../../src/protocol/refusal.ts';
import { fakeStorage } from '../../helpers/fake-storage.ts';

type Answer<T> = Result<T, OfficeError>;

/** An office whose answers the test gives when it likes, in any order. */
function slowOffice<About, T>() {
  const asked: { readonly about: About; readonly answer: (answer: Answer<T>) => Promise<void> }[] = [];
  const ask = (about: About): Promise<Answer<T>> =>
    new Promise((resolve) => {
      asked.push({
        about,
        answer: async (answer) => {
          resolve(answer);
          await settled();
        },
      });
    });
  return { asked, ask };
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

async function inRoot<T>(make: () => T, use: (made: T, leave: () => void) => Promise<void>): Promise<void> {
  const { made, leave } = createRoot((dispose) => ({ made: make(), leave: dispose }));
  await settled();
  await use(made, leave);
  leave();
}

describe('a question', () => {
  test('is not asked while there is nothing to ask about, and then shows what came', async () => {
    const { asked, ask } = slowOffice<string, string>();
    const [about, setAbout] = createSignal<string>();
    await inRoot(
      () => createFetched(about, ask),
      async ({ state, value, trouble }) => {
        expect(asked).toEqual([]);
        setAbout('a');
        expect(state()).toEqual({ kind: 'loading' });
        await asked[0]?.answer(ok('answer to a'));
        expect([value(), trouble()]).toEqual(['answer to a', undefined]);
      },
    );
  });

  test('shows the answer to what was asked last, whichever comes first', async () => {
    const { asked, ask } = slowOffice<string, string>();
    const [about, setAbout] = createSignal('a');
    await inRoot(
      () => createFetched(about, ask),
      async ({ state, value }) => {
        setAbout('b');
        await asked[1]?.answer(ok('answer to b'));
        await asked[0]?.answer(ok('answer to a'));
        expect(asked.map((question) => question.about)).toEqual(['a', 'b']);
        expect([value(), state().kind]).toEqual(['answer to b', 'ready']);
      },
    );
  });

  test('that came to nothing without a signal is asked again when the person wants', async () => {
    const { asked, ask } = slowOffice<string, string>();
    await inRoot(
      () => createFetched(() => 'a', ask),
      async ({ state, value, trouble, again }) => {
        await asked[0]?.answer(err('offline'));
        expect(trouble()).toEqual({ kind: 'unreached', error: 'offline' });
        again();
        expect([state().kind, trouble()]).toEqual(['loading', undefined]);
        await asked[1]?.answer(ok('answer'));
        expect(value()).toBe('answer');
      },
    );
  });

  test('leaves what is on screen there while it is asked again, where it may stay', async () => {
    const { asked, ask } = slowOffice<string, string>();
    await inRoot(
      () => createFetched(() => 'a', ask, { stays: (shown) => shown.kind === 'ready' }),
      async ({ value, again }) => {
        await asked[0]?.answer(ok('old'));
        again();
        expect(value()).toBe('old');
        await asked[1]?.answer(ok('new'));
        expect(value()).toBe('new');
      },
    );
  });

  test('is asked again behind its answer, which goes only where another comes', async () => {
    const { asked, ask } = slowOffice<string, string>();
    await inRoot(
      () => createFetched(() => 'a', ask),
      async ({ state, value, refresh, again }) => {
        await asked[0]?.answer(ok('old'));
        refresh();
        expect(value()).toBe('old');
        await asked[1]?.answer(err('offline'));
        expect(value()).toBe('old');
        refresh();
        await asked[2]?.answer(ok('new'));
        expect(value()).toBe('new');
        // Who presses is told that something is under way.
        again();
        expect(state().kind).toBe('loading');
      },
    );
  });

  test('that is asked behind its answer shows nothing of it under another question', async () => {
    const { asked, ask } = slowOffice<string, string>();
    const [about, setAbout] = createSignal('a');
    await inRoot(
      () => createFetched(about, ask),
      async ({ state, refresh }) => {
        await asked[0]?.answer(ok('answer to a'));
        refresh();
        setAbout('b');
        expect(state().kind).toBe('loading');
        await asked[1]?.answer(ok('new answer to a'));
        expect(state().kind).toBe('loading');
      },
    );
  });

  test('of a screen that was left changes nothing any more', async () => {
    const { asked, ask } = slowOffice<string, string>();
    await inRoot(
      () => createFetched(() => 'a', ask),
      async ({ state }, leave) => {
        leave();
        await asked[0]?.answer(ok('late'));
        expect(state()).toEqual({ kind: 'loading' });
      },
    );
  });
});

describe('a list in pages', () => {
  interface Page {
    readonly rows: readonly number[];
    readonly more: boolean;
  }
  const list = (source: () => string | undefined) => {
    const { asked, ask } = slowOffice<{ readonly about: string; readonly before: Page | undefined }, Page>();
    return { asked, make: () => createPages<string, Page>(source, (about, before) => ask({ about, before })) };
  };
  const first: Page = { rows: [1, 2], more: true };

  test('grows page by page, each asked for with the one before', async () => {
    const { asked, make } = list(() => 'a');
    await inRoot(make, async ({ list: shown, next }) => {
      await asked[0]?.answer(ok(first));
      next();
      expect(shown().last).toEqual({ kind: 'loading' });
      await asked[1]?.answer(ok({ rows: [3], more: false }));
      expect(asked.map((question) => question.about.before)).toEqual([undefined, first]);
      expect(shown().pages.flatMap((page) => page.rows)).toEqual([1, 2, 3]);
    });
  });

  test('stays on screen where its next page does not come, and that page is asked for again', async () => {
    const { asked, make } = list(() => 'a');
    await inRoot(make, async ({ list: shown, next }) => {
      await asked[0]?.answer(ok(first));
      next();
      await asked[1]?.answer(err('timeout'));
      expect(shown()).toEqual({ pages: [first], last: { kind: 'unreached', error: 'timeout' } });
      next();
      await asked[2]?.answer(ok({ rows: [3], more: false }));
      expect(asked[2]?.about.before).toEqual(first);
      expect(shown().pages.flatMap((page) => page.rows)).toEqual([1, 2, 3]);
    });
  });

  test('is read again behind what is on screen, as far as it was read, and changes where all of it has come', async () => {
    const { asked, make } = list(() => 'a');
    await inRoot(make, async ({ list: shown, next, refresh }) => {
      await asked[0]?.answer(ok(first));
      next();
      await asked[1]?.answer(ok({ rows: [3], more: true }));
      refresh();
      const rows = () => shown().pages.flatMap((page) => page.rows);
      await asked[2]?.answer(ok({ rows: [0, 1], more: true }));
      expect([rows(), shown().last.kind]).toEqual([[1, 2, 3], 'ready']);
      await asked[3]?.answer(ok({ rows: [2], more: true }));
      expect(asked[3]?.about.before).toEqual({ rows: [0, 1], more: true });
      expect([rows(), asked.length]).toEqual([[0, 1, 2], 4]);
      refresh();
      await asked[4]?.answer(ok({ rows: [], more: false }));
      expect([rows(), shown().last]).toEqual([[], { kind: 'ready', value: { rows: [], more: false } }]);
    });
  });

  test('that cannot be read again stays as it is; one that was still to come says why it does not', async () => {
    const { asked, make } = list(() => 'a');
    await inRoot(make, async ({ list: shown, refresh }) => {
      refresh();
      await asked[0]?.answer(ok(first));
      expect(shown().pages).toEqual([]);
      await asked[1]?.answer(err('timeout'));
      expect(shown().last.kind).toBe('unreached');
      refresh();
      await asked[2]?.answer(ok(first));
      refresh();
      await asked[3]?.answer(err('timeout'));
      expect(shown()).toEqual({ pages: [first], last: { kind: 'ready', value: first } });
    });
  });

  test('begins anew with another question, and takes no page of the one before', async () => {
    const [about, setAbout] = createSignal('a');
    const { asked, make } = list(about);
    await inRoot(make, async ({ list: shown }) => {
      setAbout('b');
      await asked[0]?.answer(ok(first));
      expect(shown().pages).toEqual([]);
      await asked[1]?.answer(ok({ rows: [9], more: false }));
      expect(shown().pages.flatMap((page) => page.rows)).toEqual([9]);
      expect(asked[1]?.about).toEqual({ about: 'b', before: undefined });
    });
  });
});

describe('something sent', () => {
  const sending = () => createSending((error: OfficeError) => `because ${error}`);

  test('goes out once, however often the key is pressed', async () => {
    const { asked, ask } = slowOffice<string, number>();
    const { send, busy } = sending();
    const one = send(() => ask('a'));
    expect([busy(), await send(() => ask('b'))]).toEqual([true, undefined]);
    await asked[0]?.answer(ok(7));
    expect([await one, busy(), asked.length]).toEqual([7, false, 1]);
  });

  test('that the office does not take leaves its reason, until it is sent again or put away', async () => {
    const { send, refused, forget } = sending();
    expect(await send(async () => err('offline' as const))).toBeUndefined();
    expect(refused()).toBe('because offline');
    forget();
    expect(refused()).toBeUndefined();
    await send(async () => err('busy' as const));
    await send(async () => ok(1));
    expect(refused()).toBeUndefined();
  });
});

describe('why the office gave no answer', () => {
  const NOBODY: readonly OfficeError[] = ['offline', 'timeout', 'captive'];
  const OWN = { unreached: 'own words' };
  beforeAll(() => withWords(['refusals'], Promise.resolve()));
  beforeEach(() => {
    vi.stubGlobal('document', { documentElement: { lang: 'vi' } });
    vi.stubGlobal('localStorage', fakeStorage());
  });
  afterEach(async () => {
    await setLanguage('vi');
    vi.unstubAllGlobals();
  });

  test.each(['vi', 'en'] as const)('has one sentence for each refusal, in %s', async (language) => {
    await setLanguage(language);
    const texts = ERROR_CODES.map((code) => troubleText(code, OWN));
    expect(texts.filter((text) => typeof text !== 'string' || text.length < 10)).toEqual([]);
    expect(new Set(texts).size).toBe(ERROR_CODES.length);
  });

  test('is said in the words of the screen where nobody of ours answered', () => {
    expect(NOBODY.map((error) => troubleText(error, OWN))).toEqual(NOBODY.map(() => 'own words'));
  });

  test('is said in the words a screen has for one error before those for its kind', () => {
    const own = { ...OWN, captive: 'no office here', withheld: 'not for you' };
    expect(troubleText('captive', own)).toBe('no office here');
    expect(troubleText('forbidden', own)).toBe('not for you');
    expect(troubleText('forbidden', OWN)).toBe(labels().domain.errors.forbidden);
  });

  test('is of one kind: not reached, withheld or refused', () => {
    expect(NOBODY.map((error) => troubleOf(error).kind)).toEqual(['unreached', 'unreached', 'unreached']);
    const withheld = ERROR_CODES.filter((code) => troubleOf(code).kind === 'withheld');
    expect(new Set(withheld)).toEqual(new Set(['forbidden', 'notFound']));
    expect(ERROR_CODES.filter((code) => troubleOf(code).kind === 'unreached')).toEqual([]);
  });
});
