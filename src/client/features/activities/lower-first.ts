/** For a label in the middle of a sentence; capitals inside it (UBND, PGCM) stay. */
export const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
