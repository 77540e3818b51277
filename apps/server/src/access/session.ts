import type { Assurance, Role } from '@gapura/contract';

/** Who acts: a signed-in person, or a device that is paired with one gate and acts as its officer. */
export interface Session {
  readonly id: string;
  readonly accountId: string | null;
  readonly deviceId: string | null;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly gateIds: readonly string[];
  /** Of an overseer: the area where this person acts, with all that lies in it. */
  readonly areaCode: string | null;
  readonly expiresAt: Date;
  /** How it was opened. */
  readonly assurance: Assurance;
}

const hourMs = 3_600_000;
export const staffSessionMs = 12 * hourMs;
export const deviceSessionMs = 180 * 24 * hourMs;
/** More sign-ins of one person end the oldest sessions. */
export const sessionsPerAccount = 20;
