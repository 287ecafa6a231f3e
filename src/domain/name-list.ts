import { tidyLine } from './text.ts';

/** The names of a typed or pasted list. Names hold spaces and commas themselves: only semicolons and lines part them. */
export const splitNames = (text: string): string[] => text.split(/[;\n]/).map(tidyLine).filter(Boolean);
