import { hash, verify } from '@node-rs/argon2';
import { Problem } from '../http/problem.ts';
import type { WorkLimit } from '../http/work-limit.ts';

const minLength = 12;
// The library exports its names of algorithms as types only; 2 is argon2id.
const argon2id = 2;
const parameters = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** The hash of random bytes that nobody kept: unknown names cost as much work as known ones. */
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$fa4UW4wZjBiCt+5bvvlmVA$zvwNt0kgU57ViHatlmS1+vw5Hs50gBqGpQzEUpTT8XY';

/** Long enough for the policy and still among the first that anybody tries. */
const common: ReadonlySet<string> = new Set([
  '123456123456',
  '123456789012',
  '1234567890123',
  '12345678901234',
  '123456789123456789',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'abcd12345678',
  'administrator',
  'adminadminadmin',
  'bismillah123',
  'changemenow1',
  'iloveyou1234',
  'indonesia123',
  'indonesia1945',
  'katasandi123',
  'letmeinletmein',
  'merdeka1945',
  'passwordpassword',
  'password1234',
  'password12345',
  'password123456',
  'qwerty123456',
  'qwertyqwerty',
  'qwertyuiop12',
  'qwertyuiop123',
  'qwertyuiopasdf',
  'rahasia12345',
  'sayangsayang',
  'welcome12345',
]);

/** @throws Problem password-weak */
export function checkPassword(password: string, signInName: string): void {
  const lower = password.toLowerCase();
  const fewSymbols = new Set(lower).size < 4;
  if (password.length < minLength || lower === signInName || fewSymbols || common.has(lower)) {
    throw new Problem('password-weak');
  }
}

/** @throws Problem busy */
export function hashPassword(password: string, work: WorkLimit): Promise<string> {
  return work.run(() => hash(password, parameters));
}

/** Compares at full cost even when there is nothing to compare with. */
export async function passwordMatches(password: string, passwordHash: string | null): Promise<boolean> {
  const matches = await verify(passwordHash ?? nobodysHash, password);
  return matches && passwordHash !== null;
}
