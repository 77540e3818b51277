import { findKeyUsageViolation, findUnboundedValidityViolation } from '../../acceptance.ts';
import type { HashSource, Opened } from '../../format.ts';
import type { Platform } from '../../platform.ts';
import type { TrustEntry, TrustStore } from '../../trust/trust-store.ts';
import { Refusal, type ViolationCode } from '../../violation.ts';
import { readArchive } from './archive.ts';
import * as certificate from './certificate.ts';
import { parseDocument } from './document.ts';
import { parseProof, type Proof } from './proof.ts';
import { readSingleMember } from './zip.ts';

const memberName = 'certificate.json';

/** Opens a DIVOC credential: a ZIP archive of one W3C Verifiable Credential with a linked data proof. */
export async function openDivoc(input: string | Uint8Array, platform: Platform): Promise<Opened> {
  const { credential, proof } = parseDocument(await readSingleMember(readArchive(input), memberName, platform));
  return openCredential(credential, parseProof(proof), platform);
}

/** Linked data takes a large library, which only the moment of verifying needs. */
export const loadCanonicaliser = () => import('./canonicalise.ts');

const validitySections: Partial<Record<ViolationCode, string>> = { 'not-yet-valid': 'VC §4.6', expired: 'VC §4.8' };

function openCredential(credential: Readonly<Record<string, unknown>>, proof: Proof, platform: Platform): Opened {
  const { issuer } = credential;
  if (typeof issuer !== 'string') throw new Refusal('schema-invalid', 'issuer', { section: 'VC §4.5' });
  const { verificationMethod: keyId, algorithm, signature } = proof;
  return {
    format: 'divoc',
    scheme: 'divoc',
    keyId,
    algorithm,
    signature,
    signatureSection: 'RFC 7515 §5.2',
    async getSigned() {
      const { signedBytesOf } = await loadCanonicaliser();
      return signedBytesOf(credential, proof, platform);
    },
    findSigners: async (trust) => findSignersOf(issuer, keyId, trust),
    findRefusal(signer, clock) {
      const validity = certificate.validityOf(credential);
      const code =
        findUnboundedValidityViolation(validity, signer, clock) ?? findKeyUsageViolation(['vaccination'], signer);
      const section = code === undefined ? undefined : validitySections[code];
      return code === undefined ? undefined : new Refusal(code, undefined, section === undefined ? {} : { section });
    },
    readFacts: (signer) =>
      certificate.readFacts(credential, (country) => ({
        country: signer?.country || country,
        name: signer?.name ?? hostOf(issuer),
        keyId,
        demo: signer?.demo ?? false,
      })),
    getHashSources: () => hashSourcesOf(credential, proof),
  };
}

/** A key is good for the issuer it is bound to: whoever holds one could otherwise sign in the name of all. */
function findSignersOf(issuer: string, keyId: string, trust: TrustStore): readonly TrustEntry[] {
  const entries = trust.findEntries('divoc', keyId);
  const own = entries.filter((entry) => entry.issuer === issuer);
  if (entries.length > 0 && own.length === 0) throw new Refusal('issuer-mismatch');
  return own;
}

function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : '';
}

function hashSourcesOf(credential: Readonly<Record<string, unknown>>, { signature }: Proof): HashSource[] {
  const byId = certificate.certificateIdsOf(credential).map((id) => ({ kind: 'uci' as const, content: id }));
  return [...byId, { kind: 'signature', content: signature }];
}
