import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { encode } from 'cborg';

/** A passkey in software for tests: ES256, attestation “none”, with a counter. */
export interface TestAuthenticator {
  readonly credentialId: string;
  counter: number;
  register(request: Ceremony): Record<string, unknown>;
  authenticate(request: Ceremony): Record<string, unknown>;
}

export interface Ceremony {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId?: string;
  /** Whether the person proved to be there, by PIN or finger. */
  readonly userVerified?: boolean;
}

const sha256 = (data: string | Uint8Array): Buffer => createHash('sha256').update(data).digest();
const base64url = (data: Uint8Array): string => Buffer.from(data).toString('base64url');
const userPresent = 0x01;
const userVerifiedFlag = 0x04;
const attestedData = 0x40;

export function createTestAuthenticator(): TestAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const coseKey = encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]),
  );
  const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey]);
  const authenticatorData = ({ rpId = 'localhost', userVerified = true }: Ceremony, extra: Buffer): Buffer => {
    const flags = userPresent | (userVerified ? userVerifiedFlag : 0) | (extra.length > 0 ? attestedData : 0);
    const head = Buffer.alloc(5);
    head.writeUInt8(flags, 0);
    head.writeUInt32BE(authenticator.counter, 1);
    return Buffer.concat([sha256(rpId), head, extra]);
  };
  const answer = (response: Record<string, string>): Record<string, unknown> => ({
    id: base64url(id),
    rawId: base64url(id),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });
  const authenticator: TestAuthenticator = {
    credentialId: base64url(id),
    counter: 0,
    register(request) {
      const attestation = { fmt: 'none', attStmt: {}, authData: authenticatorData(request, attested) };
      const clientData = clientDataOf('webauthn.create', request);
      return answer({ clientDataJSON: base64url(clientData), attestationObject: base64url(encode(attestation)) });
    },
    authenticate(request) {
      authenticator.counter += 1;
      const clientData = clientDataOf('webauthn.get', request);
      const data = authenticatorData(request, Buffer.alloc(0));
      const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), privateKey);
      return answer({
        clientDataJSON: base64url(clientData),
        authenticatorData: base64url(data),
        signature: base64url(signature),
      });
    },
  };
  return authenticator;
}

function clientDataOf(type: string, { challenge, origin }: Ceremony): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}
