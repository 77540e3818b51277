import type { PasskeyMessage, PasskeyOptions, SessionReply } from '@gapura/contract';
import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { api } from '../api/index.ts';
import { isPasskeyHost } from './landing.ts';

export function passkeysAvailable(): boolean {
  return isSecureContext && isPasskeyHost(location.hostname) && browserSupportsWebAuthn();
}

/** The person closed the browser's passkey question, or no passkey fits; nothing is wrong with the server. */
export function isPasskeyRefusal(error: unknown): boolean {
  return error instanceof Error && ['NotAllowedError', 'AbortError', 'InvalidStateError'].includes(error.name);
}

export async function signInWithPasskey(): Promise<SessionReply> {
  const { challengeId, options } = await api.send<PasskeyOptions>('POST', '/sessions/passkey/options', {});
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const response = await startAuthentication({ optionsJSON });
  return api.send('POST', '/sessions/passkey', messageOf(challengeId, response));
}

export async function addPasskey(): Promise<void> {
  const { challengeId, options } = await api.send<PasskeyOptions>('POST', '/passkeys/options', {});
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const response = await startRegistration({ optionsJSON });
  await api.send('POST', '/passkeys', messageOf(challengeId, response));
}

function messageOf(challengeId: string, response: object): PasskeyMessage {
  return { challengeId, response: { ...response } };
}
