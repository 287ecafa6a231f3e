import type { today as vi } from '../vi/today.ts';
import { counted, noun } from './counted.ts';

export const today: typeof vi = {
  closing: (period) => `to the closing of ${period}`,
  closingToday: (period) => `${period} closes today`,
  closingHint: (day) => `closes on ${day}, opens the report of the period`,
  days: (count) => noun(count, 'day'),
  toReview: 'waiting for confirmation',
  noneToReview: 'No record waits for confirmation',
  oldest: (age) => `the oldest is of ${age} ago`,
  oldestWithin: (span) => `the oldest was done within ${span}`,
  reportWaits: (days, period) => `${noun(days, 'day')} that the report of ${period} waits for approval`,
  reportClosed: (day) => `period up to ${day}`,

  paceBar: (good, once, late) => `${counted(good, 'target')} on pace, ${once} enough once confirmed, ${late} behind`,
  good: (count) => `${noun(count, 'target')} on pace`,
  once: 'enough once confirmed',
  late: 'behind',
  noTargets: 'No targets are set: nobody can say yet what is behind.',
  setTargets: 'Open the plan to set targets',
  openPeriod: 'Open the tallies of the period',
  nothingIn: 'No record in this period yet',

  units: 'Units',
  unitsNote: 'those that need a hand come first',
  unitLate: (count) => `${count} behind`,
  unitOnPace: 'nothing behind',
  unitFigure: (confirmed, waiting) => `${counted(confirmed, 'record')} confirmed, ${waiting} waiting for confirmation`,

  lateTitle: 'Items behind',
  lateNone: 'No item is behind.',
  lateNote: 'stone: by today',
  allLate: 'See all in the tallies',
  work: 'One-off work due soon',
  workNone: 'No work is due within 14 days.',
  overdueDays: (days) => `${noun(days, 'day')} overdue`,
  daysLeft: (days) => `${noun(days, 'day')} left`,
  dueToday: 'Due today',

  phones: 'Phones to call about',
  phonesAsOf: (time) => `received ${time}`,
  phonesNone: 'Every phone was in touch lately and holds no records.',
  phonesNever: 'Which phones are silent can be known after one contact with the office.',
  phonesOld: 'The office could not be asked again, so the list is that of last time. With a signal it is asked by itself.',
  allPhones: 'See all phones',

  remind: 'Remind',
  remindUnit: (unit) => `Remind ${unit}`,
  remindPhone: (staffCode) => `Remind ${staffCode}`,
  copied: 'Reminder copied, paste it into the chat group',
  notShared: 'The reminder could not be copied',
  notSharedHint: 'The browser does not allow it. Please try again.',

  reminder: {
    toUnit: (unit) => `Dear colleagues of ${unit},`,
    toPerson: (who) => `Dear ${who},`,
    behind: (plan, asOf, count) =>
      `By the plan “${plan}”, ${asOf}, the unit is behind with ${counted(count, 'piece of work', 'pieces of work')}:`,
    late: (figure, over, by) => `${figure} confirmed ${over}, ${by} behind`,
    waiting: (value) => `${value} waiting for confirmation`,
    needed: (value, day) => `${value} needed each week until ${day}`,
    ended: (day) => `the period ended on ${day}`,
    overdue: (days, day) => `${counted(days, 'day')} overdue (due ${day})`,
    askUnit: 'Please arrange for the work and log all of it in Cột Mốc.',
    closing: (day, left) => `The period closes on ${day} (${counted(left, 'day')} left).`,
    closingToday: (day) => `The period closes today, ${day}.`,
    silent: (time, days) => `Your phone was last in touch with the office on ${time}, ${counted(days, 'day')} ago.`,
    heard: (time) => `Your phone was last in touch with the office on ${time}.`,
    held: (count) => `It said then that it held ${counted(count, 'unsent record')}.`,
    refused: (count) =>
      `${counted(count, 'record')} on it ${noun(count, 'needs', 'need')} your attention and ${noun(count, 'has', 'have')} not reached the office.`,
    lost: (count) =>
      `${counted(count, 'record')} it once held ${noun(count, 'is', 'are')} gone and ${noun(count, 'has', 'have')} not reached the office.`,
    heldNothing: 'It held no unsent record then; whatever you have logged since has not reached the office.',
    askPhone:
      'Please open Cột Mốc where there is a signal and wait until all is sent. If the phone is broken or lost, tell us at once so that no record is lost.',
    thanks: 'Thank you.',
  },
};
