import type { Bar } from './bar.ts';
import { cut } from './cut.ts';
import { duplicates } from './duplicates.ts';
import { kill } from './kill.ts';
import { poison } from './poison.ts';
import { silence } from './silence.ts';
import { wrongAnswers } from './wrong-answers.ts';

/** Every bar there is; a further one is a module of its own and a line here. */
export const BARS: readonly Bar[] = [cut, duplicates, kill, wrongAnswers, silence, poison];
