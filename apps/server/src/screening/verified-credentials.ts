import { createHash } from 'node:crypto';
import { verifyCredential, type TrustStore, type Verification } from '@gapura/credentials';

const maxEntries = 20_000;
const rememberedMs = 10 * 60_000;

interface Entry {
  readonly verification: Verification & { ok: true };
  readonly until: number;
}

/**
 * Verifies credentials and remembers the genuine ones for a few minutes under the hash of their text, in memory only.
 * A remembered credential never outlives its own validity.
 */
export class VerifiedCredentials {
  readonly #entries = new Map<string, Entry>();
  readonly #trust: TrustStore;

  constructor(trust: TrustStore) {
    this.#trust = trust;
  }

  async verify(text: string, now: Date): Promise<Verification> {
    const hash = createHash('sha256').update(text).digest('base64');
    const known = this.#entries.get(hash);
    if (known !== undefined && now.getTime() < known.until) {
      return known.verification;
    }
    const verification = await verifyCredential(text, { trust: this.#trust, now });
    if (verification.ok) {
      this.#remember(hash, verification, now);
    }
    return verification;
  }

  #remember(hash: string, verification: Verification & { ok: true }, now: Date): void {
    const validUntil = verification.facts.validUntil;
    const ends = validUntil === null ? Number.POSITIVE_INFINITY : Date.parse(validUntil);
    this.#entries.delete(hash);
    this.#entries.set(hash, { verification, until: Math.min(now.getTime() + rememberedMs, ends) });
    if (this.#entries.size > maxEntries) {
      const oldest = this.#entries.keys().next();
      this.#entries.delete(oldest.value ?? '');
    }
  }
}
