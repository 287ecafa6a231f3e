import type { HeldData } from '../vi/held-data.ts';

export const heldData: HeldData = {
  title: 'Data we hold',
  lead: 'Some of the data here is about you. This page says what the office holds about you, what for and for how long.',
  parts: [
    {
      what: 'The account',
      text: 'Staff code, role, units, former posts, and a name at the desk where an administrator wrote one. Of passwords and codes only a hash is stored, which nobody can read back.',
      term: 'Stays while the office has records under that code. The account is locked when you leave; the name at the desk can be removed at any time.',
    },
    {
      what: 'Signed-in devices',
      text: 'Name of the device and the one you gave it, version of the app, whether it is on the home screen, first and last contact, how many unsent records it still held, when it was reported as lost; with a PIN also the spare key that opens its log again. No position, contacts, phone number or network address.',
      term: 'A sign-in ends after 90 days without use, and after 400 days at most. The line of the device stays, since the history of records names it. The latest five spare keys of each device are kept.',
    },
    {
      what: 'Second step',
      text: 'The name of each way, when it was made and last used; the public key of a passkey, the secret key of an authenticator app, recovery codes as hashes. Fingerprint and face never leave the device.',
      term: 'Until it is removed, or reset by an administrator when a device is lost.',
    },
    {
      what: 'Records of a lost phone',
      text: 'What the phone had not sent when it was reported as lost. It lies aside and counts nowhere.',
      term: 'Until somebody takes it in or puts it away; what was put away can no longer be read after 90 days, and is then removed.',
    },
    {
      what: 'The history of records, reports and plans',
      text: 'Who recorded, changed, reviewed or closed what, who entered which spreadsheet, and when. It is the log of the office: it checks figures and does not measure working time.',
      term: 'Stays with the records.',
    },
    {
      what: 'What administrators do to the accounts of administrators',
      text: 'Who asked, who confirmed, and when. Every administrator sees it.',
      term: 'Shown for 90 days; after that it stays in the database.',
    },
    {
      what: 'Log of what was done',
      text: 'Sign-ins, sign-outs, changed passwords, codes, plans, settings, closings and exports: who, when and on which device; of sign-ins and failed ones the network address too. Administrators alone see it, to notice whether somebody breaks in or alters figures.',
      term: 'For good: with a line less the log would prove nothing.',
    },
    {
      what: 'Keys of spreadsheets',
      text: 'Name of the key, the day it was made, its last use; of the key itself only a hash.',
      term: 'Ends after 400 days, or when it is revoked.',
    },
    {
      what: 'The log of the server',
      text: 'A line for each request: time, kind, outcome, id of the account. No content, password, code or network address.',
      term: 'Set by whoever runs the server; not longer than 90 days is advised.',
    },
    {
      what: 'On this phone',
      text: 'Records, drafts and lists, for work without a signal.',
      term: 'Stays after a sign-out where it was not sent, and opens for this account alone.',
    },
  ],
  rights: 'If something is wrong, or the name at the desk should go, tell the administrator of your office.',
  take: 'Download the data about me',
  takeNote: 'A JSON file. Records are exported in the journal or under tallies.',
  needSignal: 'Asking the office needs a signal.',
};
