import { isIP } from 'node:net';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { PasskeyMessage, PasskeyOptions } from '@gapura/contract';
import { uuidv7 } from 'uuidv7';
import { Problem } from '../http/problem.ts';
import type { AccessDeps } from './deps.ts';
import { openSession, type OpenedSession } from './open-session.ts';
import {
  findPasskey,
  insertChallenge,
  insertPasskey,
  listPasskeys,
  recordPasskeyUse,
  takeChallenge,
  type PasskeyRow,
} from './passkey-store.ts';
import type { Account } from './store.ts';

const challengeMs = 5 * 60_000;
const openChallenges = 10_000;
const passkeysPerAccount = 10;

/**
 * The name that passkeys are bound to. Browsers accept only a domain name, and passkeys only over https or on this machine.
 * @throws Problem passkey-invalid
 */
function getRpId(origin: string): string {
  const { hostname, protocol } = new URL(origin);
  if (isIP(hostname) !== 0 || hostname.startsWith('[')) {
    throw new Problem('passkey-invalid', { detail: 'Passkeys need a domain name in the address, not a number.' });
  }
  if (protocol !== 'https:' && hostname !== 'localhost' && !hostname.endsWith('.localhost')) {
    throw new Problem('passkey-invalid', { detail: 'Passkeys need an https address.' });
  }
  return hostname;
}

async function keepChallenge(
  { pool, clock }: AccessDeps,
  accountId: string | null,
  options: { challenge: string },
): Promise<PasskeyOptions> {
  const now = clock();
  const id = uuidv7();
  const expiresAt = new Date(now.getTime() + challengeMs);
  const bounds = { now, expiresAt, limit: openChallenges };
  if (!(await insertChallenge(pool, { id, accountId, challenge: options.challenge }, bounds))) {
    throw new Problem('busy', { retryAfterSeconds: 60 });
  }
  return { challengeId: id, options: { ...options } };
}

/** @throws Problem passkey-invalid */
async function useChallenge(
  { pool, clock }: AccessDeps,
  accountId: string | null,
  { challengeId }: PasskeyMessage,
): Promise<string> {
  const challenge = await takeChallenge(pool, { id: challengeId, accountId, now: clock() });
  if (challenge === null) {
    throw new Problem('passkey-invalid', { detail: 'This request was used or has expired. Start again.' });
  }
  return challenge;
}

/** Verification throws for everything that is wrong with what the browser sent. */
async function verified<T extends { verified: boolean }>(verification: Promise<T>): Promise<T & { verified: true }> {
  const result = await verification.catch((error: unknown) => {
    throw new Problem('passkey-invalid', { cause: error });
  });
  if (!isVerified(result)) {
    throw new Problem('passkey-invalid');
  }
  return result;
}

function isVerified<T extends { verified: boolean }>(result: T): result is T & { verified: true } {
  return result.verified;
}

export async function offerRegistration(deps: AccessDeps, account: Account): Promise<PasskeyOptions> {
  const rpID = getRpId(deps.origin);
  const known = await listPasskeys(deps.pool, account.id);
  const options = await generateRegistrationOptions({
    rpName: deps.rpName,
    rpID,
    userID: new Uint8Array(Buffer.from(account.id)),
    userName: account.signInName,
    userDisplayName: account.displayName,
    timeout: challengeMs,
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return keepChallenge(deps, account.id, options);
}

/** @throws Problem passkey-invalid */
export async function addPasskey(deps: AccessDeps, accountId: string, message: PasskeyMessage): Promise<PasskeyRow> {
  const rpID = getRpId(deps.origin);
  const { registrationInfo } = await verified(
    verifyRegistrationResponse({
      response: message.response as unknown as RegistrationResponseJSON,
      expectedChallenge: await useChallenge(deps, accountId, message),
      expectedOrigin: deps.origin,
      expectedRPID: rpID,
      requireUserVerification: true,
    }),
  );
  const { id: credentialId, publicKey, counter, transports = [] } = registrationInfo.credential;
  const passkey: PasskeyRow = {
    id: uuidv7(),
    accountId,
    credentialId,
    publicKey: Buffer.from(publicKey),
    counter,
    transports: transports.filter((transport) => typeof transport === 'string').slice(0, 10),
    name: message.name ?? 'Passkey',
    createdAt: deps.clock(),
    lastUsedAt: null,
  };
  if (!(await insertPasskey(deps.pool, passkey, passkeysPerAccount))) {
    throw new Problem('passkey-invalid', {
      detail: `It is known already, or you have ${passkeysPerAccount} passkeys.`,
    });
  }
  return passkey;
}

export async function offerPasskeySignIn(deps: AccessDeps): Promise<PasskeyOptions> {
  const rpID = getRpId(deps.origin);
  const options = await generateAuthenticationOptions({ rpID, timeout: challengeMs, userVerification: 'required' });
  return keepChallenge(deps, null, options);
}

/** @throws Problem passkey-invalid, sign-in-failed */
export async function signInWithPasskey(
  deps: AccessDeps,
  message: PasskeyMessage,
  replaces: Buffer | null,
): Promise<OpenedSession> {
  const rpID = getRpId(deps.origin);
  const expectedChallenge = await useChallenge(deps, null, message);
  const response = message.response as unknown as AuthenticationResponseJSON;
  const passkey = typeof response.id === 'string' ? await findPasskey(deps.pool, response.id) : null;
  if (passkey === null) {
    throw new Problem('passkey-invalid');
  }
  const { credentialId, publicKey, counter } = passkey;
  const { authenticationInfo } = await verified(
    verifyAuthenticationResponse({
      response,
      expectedChallenge,
      expectedOrigin: deps.origin,
      expectedRPID: rpID,
      credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter },
      requireUserVerification: true,
    }),
  );
  if (!(await recordPasskeyUse(deps.pool, passkey.id, authenticationInfo.newCounter, deps.clock()))) {
    throw new Problem('passkey-invalid');
  }
  return openSession(deps.pool, deps, { accountId: passkey.accountId, assurance: 'passkey' }, replaces);
}
