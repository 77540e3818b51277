import type { DeviceRequest, DeviceSummary, PairingReply } from '@gapura/contract';
import { uuidv7 } from 'uuidv7';
import { inTransaction } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import type { AccessDeps } from './deps.ts';
import { deleteDevice, insertDevice, listDevices, putPairing, takePairing } from './device-store.ts';
import { listGates, type GateRow } from './invitation-store.ts';
import { openSession, type OpenedSession } from './open-session.ts';
import { authorise, type Action } from './permissions.ts';
import { presentDevice } from './present.ts';
import { createPairingCode, hashPairingCode } from './secret-token.ts';
import type { Session } from './session.ts';

const pairingMs = 10 * 60_000;
const devicesPerGate = 20;

/** @throws Problem gate-unknown, permission-missing */
async function getGate({ pool }: AccessDeps, session: Session, code: string, action: Action): Promise<GateRow> {
  const [gate] = await listGates(pool, { codes: [code] });
  if (gate === undefined) {
    throw new Problem('gate-unknown');
  }
  authorise(session, action, { organisationId: gate.organisationId, gateId: gate.id });
  return gate;
}

/**
 * Makes the code that pairs the next device with a gate; an earlier one ends.
 * @throws Problem gate-unknown, permission-missing, gate-closed, parameter-invalid
 */
export async function startPairing(deps: AccessDeps, session: Session, gateCode: string): Promise<PairingReply> {
  const gate = await getGate(deps, session, gateCode, 'gate.pair');
  if (gate.closed) {
    throw new Problem('gate-closed');
  }
  const devices = await listDevices(deps.pool, { gateId: gate.id });
  if (devices.length >= devicesPerGate) {
    throw new Problem('parameter-invalid', { detail: `This gate has ${devicesPerGate} devices. Remove one first.` });
  }
  const code = createPairingCode();
  const expiresAt = new Date(deps.clock().getTime() + pairingMs);
  await putPairing(deps.pool, { gateId: gate.id, codeHash: code.hash, expiresAt });
  return { code: code.text, url: `${deps.origin}/pair/${code.text}`, expiresAt: expiresAt.toISOString() };
}

/**
 * Uses a code up and makes this browser the device of its gate.
 * @throws Problem pairing-invalid
 */
export function pairDevice(deps: AccessDeps, request: DeviceRequest, replaces: Buffer | null): Promise<OpenedSession> {
  return inTransaction(deps.pool, async (client) => {
    const now = deps.clock();
    const gateId = await takePairing(client, hashPairingCode(request.pairingCode), now);
    if (gateId === null) {
      throw new Problem('pairing-invalid');
    }
    const device = { id: uuidv7(), gateId, name: request.name, pairedAt: now };
    await insertDevice(client, device);
    return openSession(client, deps, { deviceId: device.id }, replaces);
  });
}

/** @throws Problem gate-unknown, permission-missing */
export async function readDevices(deps: AccessDeps, session: Session, gateCode: string): Promise<DeviceSummary[]> {
  const gate = await getGate(deps, session, gateCode, 'device.read');
  const devices = await listDevices(deps.pool, { gateId: gate.id });
  return devices.map((device) => presentDevice(device, gate));
}

/** @throws Problem device-unknown, permission-missing */
export async function removeDevice(deps: AccessDeps, session: Session, id: string): Promise<void> {
  const [device] = await listDevices(deps.pool, { id });
  const [gate] = device === undefined ? [] : await listGates(deps.pool, { ids: [device.gateId] });
  if (gate === undefined) {
    throw new Problem('device-unknown');
  }
  authorise(session, 'device.remove', { organisationId: gate.organisationId, gateId: gate.id });
  await deleteDevice(deps.pool, id);
}
