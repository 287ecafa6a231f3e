import { until } from './browser.ts';
import type { Running } from './engine.ts';
import type { Office } from './office.ts';

/** What each step of a check has to do with. */
export interface Scene {
  readonly office: Office;
  readonly running: Running;
}

/** Presses and words of a person, for whichever check needs them. */

export async function signIn({ office, running: { browser } }: Scene, staffCode: string): Promise<void> {
  await browser.open(`${office.origin}/dang-nhap`);
  await browser.type('^Mã cán bộ', staffCode);
  await browser.type('^Mật khẩu', office.password(staffCode));
  await browser.press('button', '^Đăng nhập$');
  await browser.sees('link', '^Kế hoạch');
}

export async function waitUntilInstalled({ running: { browser } }: Scene): Promise<void> {
  await until('the app in the phone', () => browser.evaluate(() => navigator.serviceWorker.controller !== null), 180_000);
  await browser.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    const channel = new MessageChannel();
    const kept = new Promise((resolve) => channel.port1.addEventListener('message', resolve));
    channel.port1.start();
    active?.postMessage({ type: 'KEEP', groups: [] }, [channel.port2]);
    await kept;
  });
}

/** Any tab of the app. */
export const toTab = ({ running: { browser } }: Scene, name: string): Promise<void> => browser.press('link', `^${name}`);

const isDialogOpen = ({ running: { browser } }: Scene): Promise<boolean> =>
  browser.evaluate(() => document.querySelector('dialog[open]') !== null);

/** Opens a picker, searches as a person would and takes the first match. */
async function pick(scene: Scene, opener: string, query: string, choice: string): Promise<void> {
  const { browser } = scene.running;
  await browser.press('button', opener);
  await until('a dialog', () => isDialogOpen(scene));
  await browser.type('', query);
  await browser.press('button', choice);
  await until('no dialog', async () => !(await isDialogOpen(scene)));
}

/** A session at the border, as far as its place and number. */
export async function beginMeeting(scene: Scene, attendees: number): Promise<void> {
  const { browser } = scene.running;
  await toTab(scene, 'Ghi');
  await browser.press('link', '^Buổi biên giới');
  await pick(scene, 'Địa bàn', 'giang thanh', 'Xã Giang Thành');
  await browser.type('^Lượt người tham dự', String(attendees));
}

export async function save({ running: { browser } }: Scene): Promise<void> {
  await browser.press('button', '^Lưu trên máy');
  const another = '^Vẫn lưu, đây là lần khác';
  await until('saved, or asked whether it is the same again', async () => {
    if (await browser.seesNow('button', another)) await browser.press('button', another);
    return browser.seesNow('text', 'Đã lưu trên máy');
  });
}

/** Until the office has it. */
export async function isReceived(scene: Scene, attendees: number): Promise<void> {
  await toTab(scene, 'Nhật ký');
  await scene.running.browser.sees('item', `${attendees} lượt người.*Đã nhận|Đã nhận.*${attendees} lượt người`);
}

/** Until the words of a form lie on the disk, or beside it. */
export const isKept = (scene: Scene, text: string): Promise<unknown> =>
  until(`${text} on the disk`, () =>
    scene.running.browser.evaluate(async (wanted) => {
      const answered = <T>(request: IDBRequest<T>): Promise<T> =>
        new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
      const databases = await indexedDB.databases();
      const name = databases.map((one) => one.name ?? '').find((one) => one.startsWith('cotmoc-'));
      const store = await answered(indexedDB.open(name ?? ''));
      try {
        return JSON.stringify(await answered(store.transaction('drafts').objectStore('drafts').getAll())).includes(wanted);
      } finally {
        store.close();
      }
    }, text),
  );
