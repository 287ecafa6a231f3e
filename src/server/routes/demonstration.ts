import { ok } from '../../domain/result.ts';
import { CLEAR_DEMONSTRATION, READ_DEMONSTRATION } from '../../protocol/endpoints/demonstration.ts';
import { refuse } from '../http/refusal.ts';
import { clearDemonstration, sizeOfDemonstration } from '../store/demonstration.ts';
import { defineRoute, doneBy } from './route.ts';

const read = defineRoute(READ_DEMONSTRATION, {
  summary: 'How much of this office is a demonstration, and how much was recorded beside it; unknown where there is none',
  access: ['supervisor'],
  async handle({ deps: { store, readReference } }) {
    const { settings } = await readReference(store.reader);
    return settings?.demonstration === 'shown' ? ok(await sizeOfDemonstration(store.reader)) : refuse('notFound');
  },
});

const clear = defineRoute(CLEAR_DEMONSTRATION, {
  summary: 'Clear the demonstration away and say what went; plan, targets, accounts and what people recorded themselves stay',
  access: ['supervisor'],
  async handle({ deps: { store, readReference }, who, now }) {
    const went = await store.write(async (tx) => clearDemonstration(tx, await readReference(tx.db), doneBy({ who, now })));
    return went ? ok(went) : refuse('notFound');
  },
});

export const demonstrationRoutes = [read, clear];
