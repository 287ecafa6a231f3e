import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { createGate } from '../gate.ts';

/** Cost of one hash: memory in KiB, and passes over it. */
export interface HashCost {
  readonly memory: number;
  readonly passes: number;
}

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
export const HASH_COST: HashCost = { memory: 19_456, passes: 2 };

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** False for a wrong password, and as slowly for an account that has none. */
  verify(stored: string | null, password: string): Promise<boolean>;
}

const TAG_BYTES = 32;
const SALT_BYTES = 16;
/** Hashes at a time: each takes 19 MiB and a thread, and others have work for both. */
const AT_ONCE = 2;
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
  const gate = createGate(AT_ONCE);
  const nobodysSalt = randomBytes(SALT_BYTES);
  return {
    hash: (password) =>
      gate.run(async () => {
        const salt = randomBytes(SALT_BYTES);
        const tag = await derive(password, salt, cost);
        return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=1$${base64(salt)}$${base64(tag)}`;
      }),
    verify: (stored, password) =>
      gate.run(async () => {
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
