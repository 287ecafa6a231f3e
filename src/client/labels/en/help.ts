import type { Help } from '../vi/help.ts';

export const help: Help = {
  title: 'Help',
  wordsTitle: 'Four words for where a record is',
  words: {
    phone: 'Only on this phone. Written to its memory; it survives switching off.',
    sending: 'On its way to the server. If the signal breaks it is sent again and never counted twice.',
    received: 'The server has named this very record, with the time.',
    attention: 'The server did not take it, or the office returned it. The reason stands beside it; mend, save, and it is sent again.',
  },
  promisesTitle: 'Eight promises',
  promises: [
    {
      promise: '“Saved” is shown only when the record lies in the phone’s memory. Drafts keep themselves within two seconds.',
      limit: 'A phone that breaks or is lost may take unsent work with it: send whenever there is signal.',
    },
    { promise: 'A record stays on the phone until the server has named it. No general answer removes it.', limit: '' },
    { promise: 'Every record counts exactly once, however late, often or out of order it is sent.', limit: '' },
    {
      promise:
        'One bad record never holds up the others. It is set aside with its reason, can be mended and exported, and is never discarded.',
      limit: '',
    },
    { promise: 'No edit silently overwrites another’s. The figure that lost stays readable, and both people are told.', limit: '' },
    { promise: 'The phone tells the office how much it still holds, so that loss becomes visible.', limit: 'Visible, not undone.' },
    { promise: 'Signing out, an ended session, an update, a full phone or a wrong clock never delete unsent work.', limit: '' },
    { promise: 'What the server acknowledged survives a crash and a power cut.', limit: '' },
  ],
  howTitle: 'Often asked',
  how: [
    {
      question: 'What if there is no signal?',
      answer: 'Write as ever. With signal, opening Cột Mốc sends it; to be sure, press Send now under Me.',
    },
    {
      question: 'Where do I mend a mistake?',
      answer:
        'Open the record in the journal and press Edit. A confirmed record whose figures change must be confirmed again. Withdraw what was too much; it stays in the history.',
    },
    {
      question: 'Not counted yet?',
      answer: 'Write an estimate and switch on “about”. Leave blank what you do not know: blank is not zero.',
    },
    {
      question: 'A new or lost phone?',
      answer:
        'Sign in on the new one; records of this year and last that the server received come back by themselves; older ones can be fetched at the end of the journal. Report the lost one under Me, Signed-in devices. When it is online next, its unsent records go to the office to be looked at, and its data is cleared. A phone that stays offline knows nothing of it: whoever can unlock its screen can still read it, so always lock the screen.',
    },
    {
      question: 'What does a PIN on the phone hide?',
      answer:
        'With a PIN the log on the phone is encrypted: notes, figures, drafts, what is unsent, the plan. Readable without it stay: whose phone it is, how many records wait, and the day, item code, type and state of each record. Six digits stop whoever finds the phone; whoever can copy the files of the browser tries all million of them in a few days on one core, and in minutes on a machine built for it. A phrase with letters is far stronger, and the screen lock of the phone should always be on.',
    },
    {
      question: 'What is different with a PIN?',
      answer:
        'Each opening of Cột Mốc asks for it. While locked the phone sends nothing by itself; unlocked and with a signal it sends. A forgotten PIN is replaced with the password, with a signal, and nothing unsent is lost. It is best set at the first sign-in: small copies written before may stay in the files of the browser for a while. An exported file is not encrypted.',
    },
    {
      question: 'What may be written?',
      answer: 'Counts and groups. No names, phone numbers, paper or vessel numbers, and no faces in photos.',
    },
    {
      question: 'Which browser?',
      answer: 'Chrome or Edge 109, Firefox 115, Safari 16.4 (iPhone: iOS 16.4) or later. An older one gets a page that says so.',
    },
  ],
};
