import type { planSettings as vi } from '../vi/plan-settings.ts';

export const planSettings: typeof vi = {
  letterhead: {
    proposed: 'Read off the plan; the office has set none.',
    ofOffice: (said) => `Set for the office (${said}): every device that makes this report has it.`,
    ownOnly: 'What you changed is on this device alone. Set it for the office and every device that makes this report has it.',
    ownAlone: 'What you changed is on this device alone.',
    set: 'Set for the office',
    sent: 'The office has it: so has every device that makes this report',
    kept: 'Saved on this device',
    waits: 'The letterhead you set waits to be sent: this device keeps it and sends it when there is a signal.',
    refused: 'The office did not take the letterhead you set; this device still has it.',
    again: 'Send again',
    takeBack: 'Keep on this device alone',
    hasCome: 'The office has another letterhead.',
    hasComeHint: (said) => `Set by ${said}. This report still bears what you changed on this device.`,
    useOffice: 'Use that of the office',
    useProposed: 'Use that read off the plan',
    taken: 'Letterhead, signer and recipients replaced',
    before: (said) => `Before: ${said}`,
    useFormer: 'Take back the one before',
    blank: '(blank)',
    tooLong: (most) => `Longer than ${most} letters: shorten it to set it for the office.`,
    noNumbers: 'No phone numbers and no numbers of papers.',
  },
  columns: {
    set: 'Set these columns for the office',
    sent: 'Everybody begins with these columns in this plan',
    waits: 'The columns set for the office wait to be sent: this device keeps them and sends them when there is a signal.',
  },
};
