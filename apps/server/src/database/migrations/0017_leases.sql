-- Up Migration

-- Places that a gate holds in order to admit people without the server. They count as taken until the gate reports back, or
-- until nobody can be admitted on them any more.
create table leases (
  venue_id uuid not null,
  id uuid not null,
  body_mac bytea not null,
  gate_id uuid not null,
  places integer not null check (places > 0),
  granted_at timestamptz not null,
  ends_at timestamptz not null,
  granted_to uuid,
  status text not null check (status in ('refused', 'held', 'returned', 'expired', 'reclaimed')),
  closed_at timestamptz,
  -- What the gate reports: how many it admitted. Also of a lease that has expired or was reclaimed, for people are inside.
  return_event uuid,
  visitors integer check (visitors >= 0),
  employees integer check (employees >= 0),
  reclaim_asked_by uuid,
  reclaim_asked_at timestamptz,
  state jsonb not null,
  primary key (id, venue_id)
);
create index leases_held on leases (venue_id) where status = 'held';
create index leases_due on leases (ends_at) where status = 'held';
create index leases_by_gate on leases (gate_id, granted_at desc);
create index leases_closed on leases (closed_at) where closed_at is not null;

create function stored_lease(l leases) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'id', l.id, 'gate', l.gate_id, 'places', l.places, 'grantedAt', l.granted_at, 'endsAt', l.ends_at, 'status', l.status,
    'closedAt', l.closed_at, 'admitted', case when l.return_event is not null then
      jsonb_build_object('visitors', l.visitors, 'employees', l.employees) end,
    'reclaimAskedBy', l.reclaim_asked_by, 'reclaimAskedAt', l.reclaim_asked_at, 'state', l.state)
$$;

-- One line of the ledger for any change of people and leased places. What passes a limit by facts is marked.
create function record_change(p_venue uuid, s venue_state, p_visitors integer, p_employees integer, p_leased integer, p_line jsonb)
  returns venue_state language plpgsql as $$
begin
  s.seq := s.seq + 1;
  s.visitors := s.visitors + p_visitors;
  s.employees := s.employees + p_employees;
  s.leased := s.leased + p_leased;
  insert into gate_events (venue_id, seq, event_id, kind, gate_id, at, visitors, employees, leased, limit_total, reason, by_account, override)
  values (p_venue, s.seq, (p_line->>'event')::uuid, p_line->>'kind', (p_line->>'gate')::uuid, (p_line->>'at')::timestamptz,
    s.visitors, s.employees, s.leased, s.limit_total, p_line->>'reason', (p_line->>'by')::uuid,
    nullif((p_visitors > 0 or p_employees > 0 or p_leased > 0) and is_over_limit(s), false));
  return s;
end $$;

create or replace function record_facts(p_venue uuid, s venue_state, p_visitors integer, p_employees integer, p_line jsonb)
  returns venue_state language sql as $$
  select record_change(p_venue, s, p_visitors, p_employees, 0, p_line)
$$;

create function grant_lease(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
declare
  known leases;
  v_places integer := (c->>'places')::integer;
  v_fits boolean;
begin
  select * into known from leases where venue_id = p_venue and id = (c->>'event')::uuid;
  if found then
    result := case when known.body_mac = decode(c->>'mac', 'hex') then stored_lease(known) else '{"conflict": true}' end;
    return;
  end if;
  v_fits := s.visitors + s.employees + s.leased + v_places <= s.limit_total
    and (select count(*) from leases where venue_id = p_venue and status = 'held') < (c->>'mostHeld')::integer;
  if v_fits then
    s := record_change(p_venue, s, 0, 0, v_places, c || '{"kind": "lease", "reason": "granted"}');
  end if;
  insert into leases (venue_id, id, body_mac, gate_id, places, granted_at, ends_at, granted_to, status, closed_at, state)
  values (p_venue, (c->>'event')::uuid, decode(c->>'mac', 'hex'), (c->>'gate')::uuid, v_places, (c->>'at')::timestamptz,
    (c->>'endsAt')::timestamptz, (c->>'by')::uuid, case when v_fits then 'held' else 'refused' end,
    case when not v_fits then (c->>'at')::timestamptz end, venue_state_json(s))
  returning * into known;
  result := stored_lease(known);
end $$;

-- What a gate admitted on its lease are facts: they are counted even where the lease has ended or was passed.
create function return_lease(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
declare
  known leases;
  v_visitors integer := (c->>'visitors')::integer;
  v_employees integer := (c->>'employees')::integer;
begin
  select * into known from leases where venue_id = p_venue and id = (c->>'lease')::uuid;
  if not found or known.gate_id <> (c->>'gate')::uuid or known.status = 'refused' then
    result := jsonb_build_object('unknown', true);
    return;
  elsif known.return_event is not null then
    result := case
      when known.return_event <> (c->>'event')::uuid then '{"closed": true}'
      when known.visitors <> v_visitors or known.employees <> v_employees then '{"conflict": true}'
      else stored_lease(known) end;
    return;
  end if;
  perform begin_by_hand(p_venue, 'visitor', v_visitors, c), begin_by_hand(p_venue, 'employee', v_employees, c);
  s := record_change(p_venue, s, v_visitors, v_employees, case known.status when 'held' then -known.places else 0 end,
    c || jsonb_build_object('kind', 'lease',
      'reason', case when v_visitors + v_employees > known.places then 'returned, overrun' else 'returned' end));
  update leases set status = case status when 'held' then 'returned' else status end,
         closed_at = coalesce(closed_at, (c->>'at')::timestamptz), return_event = (c->>'event')::uuid,
         visitors = v_visitors, employees = v_employees, state = venue_state_json(s)
   where venue_id = p_venue and id = known.id
  returning * into known;
  result := stored_lease(known);
end $$;

create function close_lease(p_venue uuid, s venue_state, l leases, p_status text, c jsonb) returns venue_state language plpgsql as $$
begin
  s := record_change(p_venue, s, 0, 0, -l.places, c || jsonb_build_object('kind', 'lease'));
  update leases set status = p_status, closed_at = (c->>'at')::timestamptz, state = venue_state_json(s)
   where venue_id = p_venue and id = l.id;
  return s;
end $$;

create function expire_lease(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
declare
  known leases;
begin
  select * into known from leases
   where venue_id = p_venue and id = (c->>'lease')::uuid and status = 'held' and ends_at <= (c->>'endedBefore')::timestamptz;
  if known.id is not null then
    s := close_lease(p_venue, s, known, 'expired', c || jsonb_build_object('gate', known.gate_id, 'reason', 'expired'));
  end if;
  result := jsonb_build_object('expired', known.id is not null, 'state', venue_state_json(s));
end $$;

-- Takes a lease back before its end, as from a device that is lost: one person asks, a second one does it. Whoever has the
-- device could still admit people, so both take that upon themselves.
create function reclaim_lease(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
declare
  known leases;
begin
  select * into known from leases where venue_id = p_venue and id = (c->>'lease')::uuid;
  if not found or known.gate_id <> (c->>'gate')::uuid or known.status = 'refused' then
    result := jsonb_build_object('unknown', true);
    return;
  elsif known.status = 'reclaimed' then
    result := stored_lease(known);
    return;
  elsif known.status <> 'held' then
    result := jsonb_build_object('closed', true);
    return;
  end if;
  if known.reclaim_asked_by <> (c->>'by')::uuid and known.reclaim_asked_at >= (c->>'askedSince')::timestamptz then
    s := close_lease(p_venue, s, known, 'reclaimed', c);
  else
    update leases set reclaim_asked_by = (c->>'by')::uuid, reclaim_asked_at = (c->>'at')::timestamptz
     where venue_id = p_venue and id = known.id;
  end if;
  select * into known from leases where venue_id = p_venue and id = known.id;
  result := stored_lease(known) || jsonb_build_object('state', venue_state_json(s));
end $$;

create or replace function apply_gate_commands(p_venue uuid, p_commands jsonb) returns jsonb language plpgsql
  set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  s venue_state;
  before venue_state;
  c jsonb;
  done record;
  results jsonb[] := '{}';
begin
  select seq, visitors, employees, leased, limit_total, limit_visitors, limit_employees
    into s from venue_counters where venue_id = p_venue for update;
  if not found then
    raise exception 'no counter for venue %', p_venue using errcode = 'no_data_found';
  end if;
  before := s;
  for c in select value from jsonb_array_elements(p_commands) loop
    case c->>'do'
      when 'check-in' then select * into done from apply_check_in(p_venue, s, c);
      when 'check-out' then select * into done from apply_check_out(p_venue, s, c);
      when 'decide' then select * into done from apply_decision(p_venue, s, c);
      when 'limit' then select * into done from apply_limit(p_venue, s, c);
      when 'correct' then select * into done from apply_correction(p_venue, s, c);
      when 'undo-correction' then select * into done from undo_correction(p_venue, s, c);
      when 'grant-lease' then select * into done from grant_lease(p_venue, s, c);
      when 'return-lease' then select * into done from return_lease(p_venue, s, c);
      when 'expire-lease' then select * into done from expire_lease(p_venue, s, c);
      when 'reclaim-lease' then select * into done from reclaim_lease(p_venue, s, c);
    end case;
    s := done.s;
    results := results || done.result;
  end loop;
  if s is distinct from before then
    update venue_counters
       set seq = s.seq, visitors = s.visitors, employees = s.employees, leased = s.leased,
           limit_total = s.limit_total, limit_visitors = s.limit_visitors, limit_employees = s.limit_employees
     where venue_id = p_venue;
  end if;
  return to_jsonb(results);
end $$;
