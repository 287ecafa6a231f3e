import type { Labels } from '../language.ts';
import { counted } from './counted.ts';

export const storage: Labels['storage'] = {
  noStore: 'The log on this phone could not be opened. Close other Cột Mốc windows and open again; do not clear browser data.',
  slow: 'The log on this phone is taking longer than usual to open; it is still being waited for. If it does not open: close other windows of Cột Mốc and open this page again, or close the browser altogether and open it again. Do not clear browser data.',
  goOn: 'Go on in a new log',
  goOnText:
    'If opening again does not help: go on in a new log. The old one stays as it is and is not deleted; once it opens again, the unsent records in it come over by themselves. The new log needs a signal once to fetch the plan.',
  hopeless: 'No new log could be opened on this phone. Restart the phone and try again; do not clear browser data.',
  takenIn: (count) => `The old log opens again: ${counted(count, 'unsent record')} came over`,
  regained: (count) => `The browser had cleared the log: ${counted(count, 'unsent record')} came back from copies`,
};
