import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { createHashQueue, type HashAsker } from './hash-queue.ts';

/** Cost of one hash: memory in KiB, and passes over it. */
export interface HashCost {
  readonly memory: number;
  readonly passes: number;
}

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
export const HASH_COST: HashCost = { memory: 19_456, passes: 2 };

export interface PasswordHasher {
  /** Whether one more may ask; where too many wait already, the caller is told to come again. */
  hasRoom(asker: HashAsker): boolean;
  /** Only who has shown a right code or password, or runs the server, sets another password. */
  hash(password: string): Promise<string>;
  /** False for a wrong password, and as slowly for an account that has none. */
  verify(stored: string | null, password: string, asker: HashAsker): Promise<boolean>;
}

const TAG_BYTES = 32;
const SALT_BYTES = 16;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');

function derive(password: string, salt: Uint8Array, cost: HashCost): Promise<Buffer> {
  const parameters = {
    message: password.normalize('NFC'),
    nonce: salt,
    parallelism: 1,
    tagLength: TAG_BYTES,
    memory: cost.memory,
    passes: cost.passes,
  };
  return new Promise((resolve, reject) => argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(tag))));
}

/** argon2id off the main thread, stored in PHC form so that other tools can check it and costs can rise. */
export function createPasswordHasher(cost: HashCost): PasswordHasher {
  const queue = createHashQueue();
  const nobodysSalt = randomBytes(SALT_BYTES);
  return {
    hasRoom: queue.hasRoom,
    hash: (password) =>
      queue.run('known', async () => {
        const salt = randomBytes(SALT_BYTES);
        const tag = await derive(password, salt, cost);
        return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=1$${base64(salt)}$${base64(tag)}`;
      }),
    verify: (stored, password, asker) =>
      queue.run(asker, async () => {
        const [, memory, passes, salt, tag] = PHC.exec(stored ?? '') ?? [];
        if (memory === undefined || passes === undefined || salt === undefined || tag === undefined) {
          await derive(password, nobodysSalt, cost);
          return false;
        }
        const expected = Buffer.from(tag, 'base64');
        const found = await derive(password, Buffer.from(salt, 'base64'), { memory: Number(memory), passes: Number(passes) });
        return expected.length === found.length && timingSafeEqual(expected, found);
      }),
  };
}
