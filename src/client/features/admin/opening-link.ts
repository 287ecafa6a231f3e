import { OPEN_ACCOUNT_SCREEN } from '../../addresses.ts';

/** The address that opens an account with its one-time code. What stands behind '#' goes to no server, and so into no log. */
export const openingLink = (code: string): string => `${location.origin}${OPEN_ACCOUNT_SCREEN}#${code}`;
