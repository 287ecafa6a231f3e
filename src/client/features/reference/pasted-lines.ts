const lines = (text: string): string[] => text.split('\n').map((line) => line.trim());

export const hasLine = (text: string, line: string): boolean => lines(text).includes(line);

/** Adds the line at the end, or takes it out wherever it stands; the other lines stay as they are. */
export const toggleLine = (text: string, line: string): string =>
  hasLine(text, line)
    ? text
        .split('\n')
        .filter((pasted) => pasted.trim() !== line)
        .join('\n')
    : [text.trimEnd(), line].filter(Boolean).join('\n');
