import type { Queryable } from '../database/pool.ts';

/** SQL of paired devices. */

export interface Pairing {
  readonly gateId: string;
  readonly codeHash: Buffer;
  readonly expiresAt: Date;
}

export async function putPairing(db: Queryable, { gateId, codeHash, expiresAt }: Pairing): Promise<void> {
  await db.query(
    `insert into pairings (gate_id, code_hash, expires_at) values ($1, $2, $3)
     on conflict (gate_id) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at`,
    [gateId, codeHash, expiresAt],
  );
}

/** @returns the gate of the code, which is used up by this */
export async function takePairing(db: Queryable, codeHash: Buffer, now: Date): Promise<string | null> {
  const { rows } = await db.query<{ gateId: string }>(
    'delete from pairings where code_hash = $1 and expires_at > $2 returning gate_id as "gateId"',
    [codeHash, now],
  );
  return rows[0]?.gateId ?? null;
}

export interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly gateId: string;
  readonly pairedAt: Date;
  readonly lastSeenAt: Date;
}

export async function insertDevice(
  db: Queryable,
  device: { id: string; gateId: string; name: string; pairedAt: Date },
): Promise<void> {
  await db.query('insert into devices (id, gate_id, name, paired_at) values ($1, $2, $3, $4)', [
    device.id,
    device.gateId,
    device.name,
    device.pairedAt,
  ]);
}

/** Devices by their gate or by their own id, oldest first. */
export async function listDevices(db: Queryable, which: { gateId: string } | { id: string }): Promise<DeviceRow[]> {
  const { rows } = await db.query<DeviceRow>(
    `select d.id, d.name, d.gate_id as "gateId", d.paired_at as "pairedAt",
            coalesce((select max(s.last_seen_at) from sessions s where s.device_id = d.id), d.paired_at) as "lastSeenAt"
       from devices d where d.gate_id = $1 or d.id = $2
      order by d.paired_at, d.id`,
    'gateId' in which ? [which.gateId, null] : [null, which.id],
  );
  return rows;
}

/** Its session ends with it. */
export async function deleteDevice(db: Queryable, id: string): Promise<void> {
  await db.query('delete from devices where id = $1', [id]);
}
