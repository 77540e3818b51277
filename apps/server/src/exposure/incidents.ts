import { uuidv7 } from 'uuidv7';
import type { CheckInReply, Incident, IncidentsReply } from '@gapura/contract';
import type { Session } from '../access/index.ts';
import { authorise } from '../access/index.ts';
import type { Clock } from '../clock.ts';
import type { Pool } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import { readReason } from '../http/read-reason.ts';
import type { GateAtVenue } from '../venues/index.ts';
import {
  closeIncident,
  findIncident,
  listIncidents,
  openIncident,
  type IncidentRow,
  type IncidentScope,
} from './store.ts';

const mostListed = 200;

export interface IncidentsOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly onChange: (venueId: string) => void;
}

/** What has to be taken care of after somebody was black at a gate. */
export class Incidents {
  readonly #options: IncidentsOptions;

  constructor(options: IncidentsOptions) {
    this.#options = options;
  }

  /**
   * Opens an incident where anybody of the party was black, or adds to the open one of the same person; once for each check-in,
   * however often it is sent.
   */
  async openFor(
    gate: GateAtVenue,
    { eventId, persons }: Pick<CheckInReply, 'eventId' | 'persons'>,
    black: string | null,
  ): Promise<void> {
    if (!persons.some(({ colour }) => colour === 'black')) {
      return;
    }
    const { pool, clock, onChange } = this.#options;
    const { id: gateId, venueId } = gate;
    if (await openIncident(pool, { id: uuidv7(), venueId, gateId, eventId, person: black ?? eventId, at: clock() })) {
      onChange(venueId);
    }
  }

  /** Officers see their gates, managers their organisation, overseers their area, admins everything. @throws Problem permission-missing */
  async list(session: Session): Promise<IncidentsReply> {
    const rows = await listIncidents(this.#options.pool, scopeOf(session), mostListed);
    return { incidents: rows.map(present), open: rows.filter(({ closedAt }) => closedAt === null).length };
  }

  /** @throws Problem reason-names-person, incident-unknown, incident-closed, permission-missing */
  async close(id: string, note: string, session: Session): Promise<Incident> {
    const done = readReason(note);
    const { pool, clock, onChange } = this.#options;
    const row = await findIncident(pool, id);
    if (row === null) {
      throw new Problem('incident-unknown');
    }
    authorise(session, 'incident.close', {
      organisationId: row.organisationId,
      gateId: row.gateId,
      areaCode: row.areaCode,
    });
    if (!(await closeIncident(pool, { id, by: session.accountId ?? session.deviceId, note: done, at: clock() }))) {
      throw new Problem('incident-closed');
    }
    onChange(row.venueId);
    const closed = await findIncident(pool, id);
    return present(closed ?? row);
  }
}

function scopeOf({ role, organisationId, gateIds, areaCode }: Session): IncidentScope {
  const all = { organisationId: null, gateIds: null, areaCode: null };
  if (role === 'admin') {
    return all;
  }
  if (role === 'overseer') {
    return { ...all, areaCode };
  }
  if (role === 'manager') {
    return { ...all, organisationId };
  }
  if (role === 'officer') {
    return { ...all, gateIds };
  }
  throw new Problem('permission-missing');
}

function present(row: IncidentRow): Incident {
  const { id, at, venueId, venueName, gateCode, gateName, eventId, attempts, lastAt, closedAt, closedBy, note } = row;
  return {
    id,
    at: at.toISOString(),
    venue: { id: venueId, name: venueName },
    gate: { code: gateCode, name: gateName },
    eventId,
    attempts,
    lastAt: lastAt.toISOString(),
    closedAt: closedAt?.toISOString() ?? null,
    closedBy,
    note,
  };
}
