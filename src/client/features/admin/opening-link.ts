/** The address that opens an account with its one-time code. */
export const openingLink = (code: string): string => `${location.origin}/mo-tai-khoan?code=${encodeURIComponent(code)}`;
