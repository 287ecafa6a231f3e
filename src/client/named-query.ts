/** The choices of a screen that lie in its address, each under a name of its own. */
export interface NamedQuery<Choice extends string> {
  /** What the address says; an empty value is none. */
  readonly read: (search: Readonly<Record<string, string | string[] | undefined>>) => { readonly [Key in Choice]?: string | undefined };
  /** As `addressOf` takes it. */
  readonly write: (choices: { readonly [Key in Choice]?: string | undefined }) => Record<string, string | undefined>;
}

export function namedQuery<Choice extends string>(names: Readonly<Record<Choice, string>>): NamedQuery<Choice> {
  const entries = Object.entries(names) as [Choice, string][];
  return {
    read: (search) => {
      const textOf = (name: string): string | undefined => {
        const value = search[name];
        return typeof value === 'string' && value !== '' ? value : undefined;
      };
      return Object.fromEntries(entries.map(([key, name]) => [key, textOf(name)])) as { readonly [Key in Choice]?: string | undefined };
    },
    write: (choices) => Object.fromEntries(entries.map(([key, name]) => [name, choices[key]])),
  };
}
