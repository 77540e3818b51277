/**
 * A check-in as a textbook writes it: the same verification and screening as ours, then one transaction for each check-in that
 * locks the venue's row, looks, inserts and updates. It keeps the limit, too; it is here to be compared with.
 *
 * @param {import('@gapura/server').Context} context
 * @param {import('@gapura/contract').CheckInRequest} request
 * @param {import('@gapura/contract').CheckInReply} reply what is filled in with the outcome
 * @returns {Promise<import('@gapura/contract').CheckInReply>}
 */
export async function checkInNaively({ pool, clock, visits: { deps } }, request, reply) {
  const gate = await deps.findGate(request.gate);
  if (gate === null) throw new Error('the benchmark knows its gates');
  const now = clock();
  const { rules, level, venue } = deps.inForce(gate.venue, now);
  const { timeZone, category } = venue;
  const where = { now, timeZone, category, kind: request.kind, rules, ...(level !== null && { level }) };
  const [person] = await deps.screening.screenParty(request.persons, where);
  const [today, yesterday] = await deps.pseudonyms.of(gate.venueId, person?.identity ?? request.eventId);
  const client = await pool.connect();
  try {
    await client.query('begin');
    const taken = await takePlace(client, { request, gate, now, pseudonyms: [today, yesterday ?? today] });
    await client.query('commit');
    return { ...reply, eventId: request.eventId, ...taken };
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Statements with names are prepared once for each connection, as a careful textbook would. */
async function takePlace(client, { request, gate, now, pseudonyms }) {
  const counter = await client.query({
    name: 'naive-lock',
    text: 'select seq, visitors, employees, leased, limit_total as "limit" from venue_counters where venue_id = $1 for update',
    values: [gate.venueId],
  });
  const state = counter.rows[0];
  const known = await client.query({
    name: 'naive-inside',
    text: "select from visits where venue_id = $1 and pseudonym in (decode($2, 'hex'), decode($3, 'hex')) and ended_at is null",
    values: [gate.venueId, ...pseudonyms],
  });
  const inside = state.visitors + state.employees;
  if (known.rowCount > 0 || inside + state.leased >= state.limit) {
    return { outcome: known.rowCount > 0 ? 'refused' : 'full', occupancy: { ...state, inside } };
  }
  await insertVisit(client, { request, gate, now, pseudonym: pseudonyms[0], state });
  await client.query({
    name: 'naive-count',
    text: 'update venue_counters set visitors = visitors + 1, seq = seq + 1 where venue_id = $1',
    values: [gate.venueId],
  });
  const counted = { ...state, seq: Number(state.seq) + 1, visitors: state.visitors + 1 };
  return { outcome: 'admitted', occupancy: { ...counted, inside: inside + 1 } };
}

async function insertVisit(client, { request, gate, now, pseudonym, state }) {
  const visit = await client.query({
    name: 'naive-visit',
    text: `insert into visits (venue_id, id, event_id, kind, gate_id, pseudonym, started_at, ends_by)
           values ($1, gen_random_uuid(), $2, $3, $4, decode($5, 'hex'), $6, $6::timestamptz + interval '12 hours') returning id`,
    values: [gate.venueId, request.eventId, request.kind, gate.id, pseudonym, now],
  });
  await client.query({
    name: 'naive-event',
    text: `insert into gate_events (venue_id, seq, event_id, kind, visit_id, gate_id, at, visitors, employees, leased, limit_total)
           values ($1, $2, $3, 'check-in', $4, $5, $6, $7, $8, $9, $10)`,
    values: [
      gate.venueId,
      Number(state.seq) + 1,
      request.eventId,
      visit.rows[0].id,
      gate.id,
      now,
      state.visitors + 1,
      state.employees,
      state.leased,
      state.limit,
    ],
  });
  await client.query({
    name: 'naive-check-in',
    text: `insert into check_ins (venue_id, event_id, body_mac, gate_id, kind, outcome, decided_at, state)
           values ($1, $2, '', $3, $4, 'admitted', $5, '{}')`,
    values: [gate.venueId, request.eventId, gate.id, request.kind, now],
  });
}
