import type { recordLinks as vi } from '../vi/record-links.ts';

export const recordLinks: typeof vi = {
  standsIn: {
    withdraw: (code) => `counts in place of record ${code}, which was withdrawn`,
    return: (code) => `counts in place of record ${code}, which was returned`,
    other: (code) => `counts now, was a duplicate of record ${code}`,
  },
  follows: (code) => `duplicate, now counted with record ${code}`,
  alone: 'no longer a duplicate',
  countedIn: (code) => `counted with record ${code}`,
};
