import fc from 'fast-check';

/** The day this number was chosen; any other would do as well. */
const SEED_OF_THE_COMMAND = 20_261_201;

const { SEED: said } = process.env as { readonly SEED?: string };
/**
 * The test command tries the same inputs on every machine: what it says of a commit does not change from run to run. Rarer inputs
 * are looked for by `npm run test:new-seeds`, which takes a new seed in each file; a property that fails prints its own.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: said === 'new' ? Date.now() % 2 ** 31 : Number(said ?? SEED_OF_THE_COMMAND) });
