import * as z from 'zod/mini';
import { Person } from '../../domain/person.ts';

const KEY = 'cotmoc-people';

/** Who signed in on this phone, the latest first, and who of them is signed in now. */
interface Known {
  readonly currentId: string | undefined;
  readonly people: readonly Person[];
}

const Shape = z.object({ currentId: z.optional(z.string()), people: z.array(z.unknown()) });

/** What cannot be read is as good as absent: the next sign-in writes it anew, and no record depends on it. */
function read(): Known {
  try {
    const { currentId, people } = Shape.parse(JSON.parse(localStorage.getItem(KEY) ?? ''));
    return {
      currentId,
      people: people.flatMap((stored) => {
        const parsed = Person.safeParse(stored);
        return parsed.success ? [parsed.data] : [];
      }),
    };
  } catch {
    return { currentId: undefined, people: [] };
  }
}

function write(known: Known): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(known));
  } catch {
    // Storage that is full or forbidden: the person signs in again next time.
  }
}

/** Another tab seals the log of whoever is signed in: what was written under this key tells the others. */
export const SEALING_NOTE = 'cotmoc-sealing';

/** Read before anything is drawn, hence not from the database. */
export function currentPerson(): Person | undefined {
  const { currentId, people } = read();
  return people.find((person) => person.id === currentId);
}

export const knownPeople = (): readonly Person[] => read().people;

export function rememberPerson(person: Person): void {
  write({ currentId: person.id, people: [person, ...read().people.filter((known) => known.id !== person.id)] });
}

/** Nothing on this phone names them any more. */
export function forgetPerson(id: string): void {
  const { currentId, people } = read();
  const others = people.filter((person) => person.id !== id);
  if (others.length < people.length) write({ currentId: currentId === id ? undefined : currentId, people: others });
}

/** After signing out; what the person's store still holds is sealed until they sign in again. */
export const forgetCurrent = (): void => write({ currentId: undefined, people: read().people });
