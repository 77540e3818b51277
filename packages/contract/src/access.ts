import { Type, type Static } from 'typebox';
import { AreaCode } from './regimes.ts';
import { GateCode, GateSummary, Instant, Uuid, VenueSummary, strictObject } from './shapes.ts';

export const Role = Type.Union([
  Type.Literal('officer'),
  Type.Literal('issuer'),
  Type.Literal('manager'),
  Type.Literal('overseer'),
  Type.Literal('admin'),
]);
export type Role = Static<typeof Role>;

const SignInName = Type.String({ pattern: '^[a-z0-9][a-z0-9._@-]{2,63}$' });
const Password = Type.String({ minLength: 1, maxLength: 200 });
const DisplayName = Type.String({ minLength: 2, maxLength: 80 });

export const SignInRequest = strictObject({ signInName: SignInName, password: Password });
export type SignInRequest = Static<typeof SignInRequest>;

/** How a session was opened; `passkey` and `password-totp` have a second factor. */
export const Assurance = Type.Union([
  Type.Literal('password'),
  Type.Literal('passkey'),
  Type.Literal('password-totp'),
  Type.Literal('device'),
]);
export type Assurance = Static<typeof Assurance>;

/** Six digits of an authenticator app (RFC 6238). */
const TotpCode = Type.String({ pattern: '^[0-9]{6}$' });
export const TotpCodeRequest = strictObject({ code: TotpCode });
export type TotpCodeRequest = Static<typeof TotpCodeRequest>;
export const TotpReply = Type.Object({ enrolled: Type.Boolean() });
export type TotpReply = Static<typeof TotpReply>;
/** The secret is shown once; it counts when a first code has been given. */
export const TotpEnrolmentReply = Type.Object({
  secret: Type.String({ description: 'Base32, to be typed.' }),
  url: Type.String({ description: 'otpauth://totp/…, for a QR code.' }),
});
export type TotpEnrolmentReply = Static<typeof TotpEnrolmentReply>;

const OwnArea = Type.Union([Type.Object({ code: AreaCode, name: Type.String() }), Type.Null()], {
  description: 'Where an overseer acts, with all that lies in it; null for everybody else.',
});

/** Who is signed in, and what this session may do; the web never guesses permissions. */
export const SessionReply = Type.Object({
  account: Type.Union([Type.Object({ id: Uuid, displayName: Type.String(), signInName: Type.String() }), Type.Null()]),
  device: Type.Union([Type.Object({ id: Uuid, name: Type.String() }), Type.Null()]),
  role: Role,
  organisation: Type.Union([Type.Object({ id: Uuid, name: Type.String() }), Type.Null()]),
  area: OwnArea,
  gates: Type.Array(Type.Object({ gate: GateSummary, venue: VenueSummary })),
  expiresAt: Instant,
  assurance: Assurance,
});
export type SessionReply = Static<typeof SessionReply>;

export const StaffRequest = strictObject({
  displayName: DisplayName,
  signInName: SignInName,
  role: Role,
  organisationId: Type.Optional(Uuid),
  gates: Type.Optional(Type.Array(GateCode, { maxItems: 50 })),
  area: Type.Optional(AreaCode),
});
export type StaffRequest = Static<typeof StaffRequest>;

export const StaffMember = Type.Object({
  id: Uuid,
  displayName: Type.String(),
  signInName: Type.String(),
  role: Role,
  organisation: Type.Union([Type.Object({ id: Uuid, name: Type.String() }), Type.Null()]),
  area: OwnArea,
  gates: Type.Array(GateCode),
  state: Type.Union([Type.Literal('invited'), Type.Literal('active'), Type.Literal('disabled')]),
});
export type StaffMember = Static<typeof StaffMember>;
export const StaffReply = Type.Object({ staff: Type.Array(StaffMember) });
export type StaffReply = Static<typeof StaffReply>;

/** The link is shown once: only its hash is kept. */
export const InvitationReply = Type.Object({
  url: Type.String(),
  expiresAt: Instant,
  staff: Type.Union([StaffMember, Type.Null()]),
});
export type InvitationReply = Static<typeof InvitationReply>;
export const InvitationView = Type.Object({
  displayName: Type.Union([Type.String(), Type.Null()]),
  signInName: Type.Union([Type.String(), Type.Null()]),
  role: Role,
  expiresAt: Instant,
});
export type InvitationView = Static<typeof InvitationView>;
export const InvitationAcceptRequest = strictObject({
  displayName: Type.Optional(DisplayName),
  signInName: Type.Optional(SignInName),
  password: Password,
});
export type InvitationAcceptRequest = Static<typeof InvitationAcceptRequest>;

export const PairingReply = Type.Object({ code: Type.String(), url: Type.String(), expiresAt: Instant });
export type PairingReply = Static<typeof PairingReply>;
export const DeviceRequest = strictObject({
  pairingCode: Type.String({ maxLength: 64 }),
  name: Type.String({ minLength: 2, maxLength: 60 }),
});
export type DeviceRequest = Static<typeof DeviceRequest>;
export const DeviceSummary = Type.Object({
  id: Uuid,
  name: Type.String(),
  gate: GateSummary,
  pairedAt: Instant,
  lastSeenAt: Instant,
});
export type DeviceSummary = Static<typeof DeviceSummary>;
export const DevicesReply = Type.Object({ devices: Type.Array(DeviceSummary) });
export type DevicesReply = Static<typeof DevicesReply>;

/** WebAuthn messages pass through as the browser and the server library exchange them. */
export const PasskeyMessage = strictObject({
  challengeId: Uuid,
  response: Type.Unsafe<Record<string, unknown>>({ type: 'object' }),
  name: Type.Optional(
    Type.String({ minLength: 1, maxLength: 60, description: 'What a new passkey is called in the list.' }),
  ),
});
export type PasskeyMessage = Static<typeof PasskeyMessage>;
export const PasskeyOptions = Type.Object({
  challengeId: Type.String(),
  options: Type.Unsafe<Record<string, unknown>>({ type: 'object', additionalProperties: true }),
});
export type PasskeyOptions = Static<typeof PasskeyOptions>;
export const PasskeySummary = Type.Object({
  id: Uuid,
  name: Type.String(),
  createdAt: Instant,
  lastUsedAt: Type.Union([Instant, Type.Null()]),
});
export type PasskeySummary = Static<typeof PasskeySummary>;
export const PasskeysReply = Type.Object({ passkeys: Type.Array(PasskeySummary) });
export type PasskeysReply = Static<typeof PasskeysReply>;
