import {
  createVerifier,
  type RevocationStore,
  type TrustStore,
  type Verification,
  type Verifier,
} from '@gapura/credentials';

/** What a credential is verified against. */
export interface Trusted {
  readonly store: TrustStore;
  readonly revocation: RevocationStore;
  /** Another one whenever keys or denied credentials are others. */
  readonly version: number;
}

/** Verifies with what is trusted now; what was remembered under other keys is forgotten with its verifier. */
export class VerifiedCredentials {
  readonly #trust: Trusted;
  #version: number;
  #verifier: Verifier;

  constructor(trust: Trusted) {
    this.#trust = trust;
    this.#version = trust.version;
    this.#verifier = createVerifierFor(trust);
  }

  verify(text: string, now: Date): Promise<Verification> {
    if (this.#trust.version !== this.#version) {
      this.#version = this.#trust.version;
      this.#verifier = createVerifierFor(this.#trust);
    }
    return this.#verifier.verify(text, now);
  }
}

function createVerifierFor({ store, revocation }: Trusted): Verifier {
  return createVerifier({ trust: store, revocation });
}
