import type { Bar } from './bar.ts';
import { cut } from './cut.ts';
import { duplicates } from './duplicates.ts';
import { kill } from './kill.ts';
import { move } from './move.ts';
import { poison } from './poison.ts';
import { silence } from './silence.ts';
import { wrongAnswers } from './wrong-answers.ts';

/** The bars of server and engine; a further one is a module of its own and a line here. Those in a browser: browser-bars.ts. */
export const BARS: readonly Bar[] = [cut, duplicates, kill, wrongAnswers, silence, poison, move];
