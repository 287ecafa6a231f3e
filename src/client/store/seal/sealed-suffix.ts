const ENDING = '-pin';

/** How the name of a sealed store ends, beside that of the store it belongs to. */
export const sealedSuffix = (suffix: string): string => suffix + ENDING;

/** The name of the sealed store that may lie beside this one. */
export const sealedName = ({ name }: { readonly name: string }): string => name + ENDING;
