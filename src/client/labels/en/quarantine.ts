import type { Labels } from '../language.ts';
import { counted } from './counted.ts';

export const quarantine: Labels['quarantine'] = {
  none: 'No records are left to look at.',
  more: 'There are more: they follow once these are dealt with.',
  written: (time) => `Written on the phone ${time}.`,
  awayBy: (code, time) => `Put away by ${code} ${time}.`,
  changeOf: (what) => `A change of a record that is here: ${what}`,
  actions: {
    record: 'edit',
    withdraw: 'withdrawal',
    restore: 'restoring',
    confirm: 'confirmation',
    return: 'return',
    markDuplicate: 'marked as duplicate',
  },
  takeIn: 'Take in',
  putAway: 'Put away',
  takeAllIn: (count) => `Take all ${count} in`,
  putAllAway: 'Put all away',
  takeInTitle: (count, code) => `Take ${counted(count, 'record')} in under ${code}?`,
  takeInText: (code) =>
    `From then on they are ordinary records of ${code}, to be confirmed as any. Should the phone send them too, they count once.`,
  putAwayTitle: (count, code) => `Put ${counted(count, 'record')} of ${code} away?`,
  putAwayText: (days) => `They count nowhere. They can be read and taken in for another ${counted(days, 'day')}.`,
  takenIn: (count) => `${counted(count, 'record')} taken in`,
  wasPutAway: (count) => `${counted(count, 'record')} put away`,
  refused: (count) => `${counted(count, 'record')} could not be taken in and still lie aside.`,
};
