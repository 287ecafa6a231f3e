/** Asks the person for a second answer, or for a factor to give it with; false where they leave it. */
export type SecondAnswer = (wanted: 'answer' | 'enrol') => Promise<boolean>;

let ask: SecondAnswer = async () => false;

/** Told once, by whoever knows the dialog: what asks the office for everybody cannot know it, since the dialog asks the office itself. */
export const askSecondAnswersWith = (asker: SecondAnswer): void => {
  ask = asker;
};

export const askSecondAnswer: SecondAnswer = (wanted) => ask(wanted);
