import type { Bar } from './bar.ts';
import { killedPhone } from './killed-phone.ts';
import { cutOnScreen, silenceOnScreen, wrongAnswersOnScreen } from './screen.ts';
import { storageFull } from './storage-full.ts';
import { storageTrouble } from './storage-trouble.ts';
import { twoTabs } from './two-tabs.ts';
import { update } from './update.ts';

/** The bars that need a browser and the built app: apart from the others, which run without either. */
export const BROWSER_BARS: readonly Bar[] = [
  cutOnScreen,
  wrongAnswersOnScreen,
  silenceOnScreen,
  storageFull,
  storageTrouble,
  killedPhone,
  twoTabs,
  update,
];
