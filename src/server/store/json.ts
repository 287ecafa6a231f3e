declare const holds: unique symbol;

/** JSON text of a `T`, as we wrote it: what it says was parsed before, and is trusted when it comes back. */
export type Json<T> = string & { readonly [holds]: T };

export const toJson = <T>(value: T): Json<T> => JSON.stringify(value) as Json<T>;
export const fromJson = <T>(text: Json<T>): T => JSON.parse(text) as T;
