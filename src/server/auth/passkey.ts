import { isIP } from 'node:net';
import type { NewPasskey, PasskeyProof } from '../../protocol/factor.ts';
import type { FactorData } from '../store/tables/factors.ts';

/** The library is read when the first key is checked: most servers begin without, and it brings half a second of parsing. */
export const loadPasskeys = () => import('@simplewebauthn/server');

const hostOf = (origin: string): string => new URL(origin).hostname;

/** A key is made for the name of a host. Undefined where the office is opened by a bare number: there browsers make none. */
export function rpIdOf(origin: string): string | undefined {
  const host = hostOf(origin);
  return isIP(host.replace(/^\[|\]$/g, '')) === 0 ? host : undefined;
}

/** Behind a proxy that says nothing of it the server does not know whether people have https in their address bars. */
const originsOf = (origin: string): string[] => [origin, origin.replace(/^http:/, 'https:')];

export type PasskeyData = Extract<FactorData, { publicKey: string }>;

export interface CheckedPasskey {
  readonly id: string;
  readonly count: number;
  readonly data: PasskeyData;
}

/** The key, where the browser made it for this challenge and this host; undefined where anything of it is not so. */
export async function checkNewPasskey(key: NewPasskey, challenge: string, origin: string): Promise<CheckedPasskey | undefined> {
  const { verifyRegistrationResponse } = await loadPasskeys();
  const { id, clientDataJSON, attestationObject, transports } = key;
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response: { clientDataJSON, attestationObject } },
      expectedChallenge: challenge,
      expectedOrigin: originsOf(origin),
      expectedRPID: hostOf(origin),
      // It stands beside a password: that the person is there is enough.
      requireUserVerification: false,
    });
    if (!registrationInfo) return undefined;
    const { credential } = registrationInfo;
    const publicKey = Buffer.from(credential.publicKey).toString('base64url');
    return { id: credential.id, count: credential.counter, data: { publicKey, transports } };
  } catch {
    // The library throws for whatever is not as it should be.
    return undefined;
  }
}

/** How often the key says it has signed, where it signed this challenge; undefined where it did not. */
export async function checkPasskeyProof(
  proof: PasskeyProof,
  stored: CheckedPasskey,
  challenge: string,
  origin: string,
): Promise<number | undefined> {
  const { verifyAuthenticationResponse } = await loadPasskeys();
  const { id, clientDataJSON, authenticatorData, signature } = proof;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id,
        rawId: id,
        type: 'public-key',
        clientExtensionResults: {},
        response: { clientDataJSON, authenticatorData, signature },
      },
      expectedChallenge: challenge,
      expectedOrigin: originsOf(origin),
      expectedRPID: hostOf(origin),
      credential: { id: stored.id, publicKey: Uint8Array.from(Buffer.from(stored.data.publicKey, 'base64url')), counter: stored.count },
      requireUserVerification: false,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    return undefined;
  }
}
