import type { ErrorCode } from '../../protocol/refusal.ts';
import { labels } from '../labels/labels.ts';

/** Why a question to the office has no answer. `captive`: something answered, but not our server. */
export type OfficeError = 'offline' | 'timeout' | 'captive' | ErrorCode;

/** `unreached`: nobody of ours answered. `withheld`: it is not there, or not for this person to see. `refused`: the office said no. */
export type TroubleKind = 'unreached' | 'withheld' | 'refused';

/** Why a question came to nothing. */
export interface OfficeTrouble {
  readonly kind: TroubleKind;
  readonly error: OfficeError;
}

const KINDS: { readonly [error in OfficeError]?: TroubleKind } = {
  offline: 'unreached',
  timeout: 'unreached',
  captive: 'unreached',
  forbidden: 'withheld',
  notFound: 'withheld',
};

export const troubleOf = (error: OfficeError): OfficeTrouble => ({ kind: KINDS[error] ?? 'refused', error });

/** What a screen says in words of its own, by the kind of the trouble or for one error alone; the office's reasons have theirs. */
export type OwnWords = { readonly unreached: string } & { readonly [key in OfficeError | TroubleKind]?: string };

/** Why a question came to nothing and what to do, in plain words: the one place where an outcome becomes a sentence. */
export function troubleText(error: OfficeError, own: OwnWords): string {
  const { kind } = troubleOf(error);
  return own[error] ?? own[kind] ?? labels().domain.errors[error as ErrorCode];
}
