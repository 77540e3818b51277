-- Up Migration

-- Every index costs each check-in a page. The primary key now begins with the event id, whose other index it replaces; an
-- event's visits are found by the ids that the check-in names.
alter table check_ins drop constraint check_ins_pkey, add primary key (event_id, venue_id);
drop index check_ins_by_event;
drop index visits_by_event;

-- Check-ins of people who come alone, whom the rules admit and who leave no visit here: most of what a busy gate sends.
-- The same rules as apply_check_in, for many at once: what is already stored is looked up in one statement, the places are
-- counted in a loop over integers, and everything is written in one statement. No two arrivals share an event id or a
-- pseudonym; where two do, a unique index refuses the whole call.
-- Answers column by column, in the order of the arrivals; `repeats` holds the stored answers of known event ids.
-- The settings keep plans that are made while tables are empty from scanning them later.
create function admit_lone_arrivals(p_venue uuid, p_arrivals jsonb) returns jsonb language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  s venue_state;
  v_seq bigint;
  v_inside integer;
  v_visitors integer;
  v_employees integer;
  v_outcome text;
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
    from arrivals where outcome <> 'known';

  if v_seq <> s.seq then
    update venue_counters set seq = v_seq, visitors = v_visitors, employees = v_employees where venue_id = p_venue;
  end if;
  return jsonb_build_object('outcomes', outcomes, 'seqs', seqs, 'visitors', visitor_counts, 'employees', employee_counts,
    'leased', s.leased, 'limit', s.limit_total, 'repeats', repeats);
end $$;

-- One venue's commands in order, in stretches: [{arrivals: […]} or {commands: […]}]. Answers each stretch in its place.
create function apply_venue_batch(p_venue uuid, p_stretches jsonb) returns jsonb language plpgsql as $$
declare
  stretch jsonb;
  results jsonb[] := '{}';
begin
  for stretch in select value from jsonb_array_elements(p_stretches) loop
    if stretch ? 'arrivals' then
      results := results || admit_lone_arrivals(p_venue, stretch->'arrivals');
    else
      results := results || apply_gate_commands(p_venue, stretch->'commands');
    end if;
  end loop;
  return to_jsonb(results);
end $$;

-- Several venues in one transaction: [{venue, stretches}], sorted by venue, so that two processes never wait for each other in
-- a circle. Answers each venue in its place, or null and nothing done where an event id has been used at another venue than
-- the one that `p_events` and `p_venues` name together.
create function apply_gate_batches(p_batches jsonb, p_events uuid[], p_venues uuid[]) returns jsonb language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  batch jsonb;
  results jsonb[] := '{}';
begin
  perform from unnest(p_events, p_venues) as asked(event, venue)
     join check_ins k on k.event_id = asked.event and k.venue_id <> asked.venue limit 1;
  if found then
    return null;
  end if;
  for batch in select value from jsonb_array_elements(p_batches) loop
    results := results || apply_venue_batch((batch->>'venue')::uuid, batch->'stretches');
  end loop;
  return to_jsonb(results);
end $$;
