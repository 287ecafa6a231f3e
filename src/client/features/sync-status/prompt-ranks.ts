/** Which of the prompts over a screen comes first: what keeps the person from working, then what has a day, then what can wait. */
export const PROMPT_RANKS = { silent: 0, pin: 1, install: 2, update: 3 } as const;
