/** Not in TypeScript's library. Where a browser has none, nothing is enforced either. */
interface TrustedTypes {
  createPolicy<Rules extends { readonly [kind: string]: (text: string) => string }>(name: string, rules: Rules): Rules;
}

/** A named way by which text becomes code or elements; the server allows these names and no others (security-headers.ts). */
export function trustedPolicy<Rules extends { readonly [kind: string]: (text: string) => string }>(name: string, rules: Rules): Rules {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  return trustedTypes?.createPolicy(name, rules) ?? rules;
}
