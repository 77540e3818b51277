import type { SessionReply } from '@gapura/contract';
import { signal } from '@preact/signals';
import { ApiProblem, api } from '../api/index.ts';
import { signInAddress } from './landing.ts';

/** The session of this browser: not asked yet, none, or what the server said. */
export const session = signal<SessionReply | null | undefined>(undefined);

/** Asks the server who is signed in. */
export async function loadSession(): Promise<void> {
  try {
    session.value = await api.send<SessionReply>('GET', '/sessions/current');
  } catch (error) {
    if (!isSignedOut(error)) throw error;
    session.value = null;
  }
}

export async function signOut(): Promise<void> {
  try {
    await api.send('DELETE', '/sessions/current');
  } catch (error) {
    if (!isSignedOut(error)) throw error;
  }
  session.value = null;
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'sign-in-required';
}

/** Leads to the sign-in page and from there back here. */
export function askToSignIn(): void {
  session.value = null;
  location.assign(signInAddress(location.pathname));
}
