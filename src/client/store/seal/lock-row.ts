/** The key of a store, wrapped under a key that is made from the PIN. */
export interface PinWrap {
  readonly salt: Uint8Array<ArrayBuffer>;
  /** Of PBKDF2 with SHA-256. */
  readonly rounds: number;
  readonly wrapped: Uint8Array<ArrayBuffer>;
}

/** The same key wrapped once more, under a secret that the office keeps for this phone. */
export interface RecoveryWrap {
  readonly id: string;
  readonly wrapped: Uint8Array<ArrayBuffer>;
}

/** How the key of a sealed store is kept. It stays readable: without the PIN or the office's secret it opens nothing. */
export interface StoreLock {
  readonly pin: PinWrap;
  /** Absent until the office has the secret. */
  readonly recovery?: RecoveryWrap;
  /** Locks by itself after so many minutes without a touch. */
  readonly minutes: number;
}

/** PINs that were tried in vain, one after another. */
export interface LockTries {
  readonly count: number;
  /** None is taken before (ms since 1970). */
  readonly notBefore: number;
}
