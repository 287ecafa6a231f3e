import type { NewFactor, NewPasskey, PasskeyProof, PasskeyQuestion } from '../../../protocol/factor.ts';

/** What browsers and keys know how to sign with, the best first: EdDSA, ES256, RS256. */
const ALGORITHMS = [-8, -7, -257];
const OFFICE = 'Cột Mốc';

/** Browsers without them, and pages without https, have no such thing. */
export const hasPasskeys = (): boolean => typeof PublicKeyCredential === 'function';

const load = () => import('@simplewebauthn/browser');

/** Transports are words of the browser's own; those of a later one are taken as they come. */
const descriptors = ({ credentials }: PasskeyQuestion) =>
  credentials.map(({ id, transports }) => ({ id, type: 'public-key' as const, transports: transports as 'internal'[] }));

/** Asks the person for a key. Undefined where they declined, or where none of their keys is here. */
export async function signWithPasskey(question: PasskeyQuestion): Promise<PasskeyProof | undefined> {
  const { challenge, rpId } = question;
  try {
    const { startAuthentication } = await load();
    const optionsJSON = { challenge, rpId, allowCredentials: descriptors(question), userVerification: 'preferred' as const };
    const { id, response } = await startAuthentication({ optionsJSON });
    const { clientDataJSON, authenticatorData, signature } = response;
    return { id, clientDataJSON, authenticatorData, signature };
  } catch {
    return undefined;
  }
}

type Begun = Extract<NewFactor, { readonly kind: 'passkey' }>;

/** Has a key made. Undefined where the person declined, or where this device has one for the account already. */
export async function makePasskey({ question, userId, userName }: Begun): Promise<NewPasskey | undefined> {
  try {
    const { startRegistration } = await load();
    const made = await startRegistration({
      optionsJSON: {
        challenge: question.challenge,
        rp: { id: question.rpId, name: OFFICE },
        user: { id: userId, name: userName, displayName: userName },
        pubKeyCredParams: ALGORITHMS.map((alg) => ({ alg, type: 'public-key' as const })),
        excludeCredentials: descriptors(question),
        authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
        attestation: 'none',
      },
    });
    const { clientDataJSON, attestationObject, transports = [] } = made.response;
    return { id: made.id, clientDataJSON, attestationObject, transports };
  } catch {
    return undefined;
  }
}
