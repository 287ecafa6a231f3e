import { addressOf, OPEN_ACCOUNT_SCREEN } from '../../addresses.ts';

/** The address that opens an account with its one-time code. */
export const openingLink = (code: string): string => `${location.origin}${addressOf(OPEN_ACCOUNT_SCREEN, { query: { code } })}`;
