-- Up Migration

-- Venues that admit nobody because something that must always hold does not, until an operator has looked at it.
create table venue_stops (
  venue_id uuid primary key,
  since timestamptz not null,
  invariant text not null,
  says text not null
);

-- How far each venue's ledger has been checked.
create table venue_checks (
  venue_id uuid primary key,
  checked_seq bigint not null,
  checked_at timestamptz not null
);

create function is_stopped(p_venue uuid) returns boolean language sql stable as $$
  select exists (select from venue_stops where venue_id = p_venue)
$$;

-- What a stopped venue refuses: whatever takes a place for the first time. Who has been answered is answered again; whoever
-- leaves leaves, and a recount is a fact.
create function would_admit(p_venue uuid, c jsonb) returns boolean language sql stable as $$
  select case c->>'do'
    when 'check-in' then not exists (select from check_ins where event_id = (c->>'event')::uuid and venue_id = p_venue)
    when 'decide' then c->>'decision' = 'approve' and exists (
      select from check_ins where event_id = (c->>'event')::uuid and venue_id = p_venue and review_decided is null)
    when 'correct' then c->>'act' = 'add'
      and not exists (select from corrections where event_id = (c->>'event')::uuid and venue_id = p_venue)
    when 'grant-lease' then not exists (select from leases where id = (c->>'event')::uuid and venue_id = p_venue)
    else false end
$$;

create or replace function apply_gate_commands(p_venue uuid, p_commands jsonb) returns jsonb language plpgsql
  set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  s venue_state;
  before venue_state;
  c jsonb;
  done record;
  results jsonb[] := '{}';
  v_stopped boolean;
begin
  select seq, visitors, employees, leased, limit_total, limit_visitors, limit_employees
    into s from venue_counters where venue_id = p_venue for update;
  if not found then
    raise exception 'no counter for venue %', p_venue using errcode = 'no_data_found';
  end if;
  before := s;
  v_stopped := is_stopped(p_venue);
  for c in select value from jsonb_array_elements(p_commands) loop
    if v_stopped and would_admit(p_venue, c) then
      results := results || '{"stopped": true}'::jsonb;
      continue;
    end if;
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

create or replace function admit_lone_arrivals(p_venue uuid, p_arrivals jsonb) returns jsonb language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  s venue_state;
  v_seq bigint;
  v_inside integer;
  v_visitors integer;
  v_employees integer;
  v_outcome text;
  v_stopped boolean;
  arrival record;
  outcomes text[] := '{}';
  seqs bigint[] := '{}';
  visitor_counts integer[] := '{}';
  employee_counts integer[] := '{}';
  repeats jsonb := '{}';
begin
  select seq, visitors, employees, leased, limit_total, limit_visitors, limit_employees
    into s from venue_counters where venue_id = p_venue for update;
  if not found then
    raise exception 'no counter for venue %', p_venue using errcode = 'no_data_found';
  end if;
  v_stopped := is_stopped(p_venue);
  v_seq := s.seq;
  v_visitors := s.visitors;
  v_employees := s.employees;
  for arrival in
    select a.n, a.kind, a.event, a.mac,
           (select true from check_ins k where k.venue_id = p_venue and k.event_id = a.event limit 1) as known,
           coalesce(
             (select true from visits v where v.venue_id = p_venue and v.pseudonym = decode(a.today, 'hex') and v.ended_at is null limit 1),
             (select true from visits v where v.venue_id = p_venue and v.pseudonym = decode(a.yesterday, 'hex') and v.ended_at is null limit 1)
           ) as inside
      from rows from (
        jsonb_to_recordset(p_arrivals) as (event uuid, mac text, kind text, today text, yesterday text)
      ) with ordinality as a(event, mac, kind, today, yesterday, n)
  loop
    if arrival.known then
      v_outcome := 'known';
      repeats := repeats || (
        select jsonb_build_object(arrival.n, case when k.body_mac = decode(arrival.mac, 'hex')
                 then stored_check_in(k) || '{"replay": true}' else '{"conflict": true}' end)
          from check_ins k where k.venue_id = p_venue and k.event_id = arrival.event);
    elsif v_stopped then
      v_outcome := 'stopped';
    elsif arrival.inside then
      v_outcome := 'refused';
    elsif v_visitors + v_employees + s.leased >= s.limit_total
       or (arrival.kind = 'visitor' and v_visitors >= s.limit_visitors)
       or (arrival.kind = 'employee' and v_employees >= s.limit_employees) then
      v_outcome := 'full';
    else
      v_outcome := 'admitted';
      v_seq := v_seq + 1;
      if arrival.kind = 'employee' then
        v_employees := v_employees + 1;
      else
        v_visitors := v_visitors + 1;
      end if;
    end if;
    outcomes := outcomes || v_outcome;
    seqs := seqs || v_seq;
    visitor_counts := visitor_counts || v_visitors;
    employee_counts := employee_counts || v_employees;
  end loop;

  with arrivals as materialized (
    select a.*, jsonb_build_object('seq', seq, 'visitors', visitors, 'employees', employees, 'leased', s.leased,
             'limit', s.limit_total, 'already', case outcome when 'refused' then '[0]'::jsonb else '[]' end) as state
      from rows from (
        jsonb_to_recordset(p_arrivals) as (event uuid, mac text, gate uuid, kind text, answer jsonb, at timestamptz,
          "endsBy" timestamptz, "endsAs" text, visit uuid, today text),
        unnest(outcomes), unnest(seqs), unnest(visitor_counts), unnest(employee_counts)
      ) as a(event, mac, gate, kind, answer, at, ends_by, ends_as, visit, today, outcome, seq, visitors, employees)
  ), new_visits as (
    insert into visits (venue_id, id, event_id, kind, gate_id, pseudonym, started_at, ends_by, ends_as)
    select p_venue, visit, event, kind, gate, decode(today, 'hex'), at, ends_by, ends_as from arrivals where outcome = 'admitted'
  ), new_events as (
    insert into gate_events (venue_id, seq, event_id, kind, visit_id, gate_id, at, visitors, employees, leased, limit_total)
    select p_venue, seq, event, 'check-in', visit, gate, at, visitors, employees, s.leased, s.limit_total
      from arrivals where outcome = 'admitted'
  )
  insert into check_ins (venue_id, event_id, body_mac, gate_id, kind, outcome, answer, persons, decided_at, state)
  select p_venue, event, decode(mac, 'hex'), gate, kind, outcome, answer,
         case outcome when 'admitted' then jsonb_build_array(jsonb_build_object('index', 0, 'visit', visit)) end, at, state
    from arrivals where outcome not in ('known', 'stopped');

  if v_seq <> s.seq then
    update venue_counters set seq = v_seq, visitors = v_visitors, employees = v_employees where venue_id = p_venue;
  end if;
  return jsonb_build_object('outcomes', outcomes, 'seqs', seqs, 'visitors', visitor_counts, 'employees', employee_counts,
    'leased', s.leased, 'limit', s.limit_total, 'repeats', repeats);
end $$;
