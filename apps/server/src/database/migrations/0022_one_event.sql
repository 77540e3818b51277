-- Up Migration

create index leases_by_venue on leases (venue_id);

-- At one venue an event id is of one check-in, one correction or one lease. Whatever else comes under it is another body.
create function is_event_of_other(p_venue uuid, p_event uuid, p_do text) returns boolean language sql stable as $$
  select p_do in ('check-in', 'correct', 'grant-lease') and (
       p_do <> 'check-in' and exists (select from check_ins k where k.venue_id = p_venue and k.event_id = p_event)
    or p_do <> 'correct' and exists (select from corrections k where k.venue_id = p_venue and k.event_id = p_event)
    or p_do <> 'grant-lease' and exists (select from leases k where k.venue_id = p_venue and k.id = p_event))
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
    if is_event_of_other(p_venue, (c->>'event')::uuid, c->>'do') then
      results := results || '{"conflict": true}'::jsonb;
      continue;
    elsif v_stopped and would_admit(p_venue, c) then
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
  v_others uuid[] := '{}';
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
  -- Most venues have neither, and then nobody's event id has to be looked up.
  if exists (select from corrections k where k.venue_id = p_venue) or exists (select from leases l where l.venue_id = p_venue) then
    v_others := array(select e.event from jsonb_to_recordset(p_arrivals) as e(event uuid) where is_event_of_other(p_venue, e.event, 'check-in'));
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
    if arrival.event = any (v_others) then
      v_outcome := 'known';
      repeats := repeats || jsonb_build_object(arrival.n, '{"conflict": true}'::jsonb);
    elsif arrival.known then
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
       or (arrival.kind = 'visitor' and v_visitors + s.leased >= s.limit_visitors)
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

-- Whose pseudonyms have been dropped, by a clock that is ahead, can no longer be counted, so nobody decides about them any more.
create or replace function apply_decision(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
declare
  known check_ins;
  taken record;
  v_outcome text := 'refused';
  v_already jsonb := '[]';
  v_at timestamptz := (c->>'at')::timestamptz;
  v_proof text := c->>'proof';
  v_decided text := case c->>'decision' when 'approve' then 'approved' else 'refused' end;
begin
  select * into known from check_ins where venue_id = p_venue and event_id = (c->>'event')::uuid;
  if not found or known.review_expires_at is null or known.gate_id <> (c->>'gate')::uuid then
    result := jsonb_build_object('unknown', true);
    return;
  elsif known.review_decided is not null then
    -- The same word of the same officer again is a retry whose answer was lost.
    result := stored_check_in(known) || jsonb_build_object('alreadyDecided',
      known.review_decided <> v_decided or known.review_by is distinct from (c->>'by')::uuid);
    return;
  elsif known.review_expires_at <= v_at or known.persons is null then
    result := jsonb_build_object('expired', true);
    return;
  elsif (v_proof is not null) <> (known.outcome = 'refused' and v_decided = 'approved') then
    result := jsonb_build_object('proofMismatch', true);
    return;
  end if;
  if v_decided = 'approved' then
    select * into taken
      from take_places(p_venue, s, known.kind, known.persons, known.event_id, known.gate_id, v_at, (c->>'endsBy')::timestamptz, c->>'endsAs');
    s := taken.s;
    v_outcome := taken.outcome;
    v_already := taken.already;
  end if;
  update check_ins
     set outcome = v_outcome, decided_at = v_at, review_reason = c->>'reason', review_by = (c->>'by')::uuid,
         review_decided = v_decided, review_proof = v_proof,
         persons = case when v_outcome = 'admitted' then without_pseudonyms(persons) end,
         state = venue_state_json(s) || jsonb_build_object('already', v_already)
   where venue_id = p_venue and event_id = known.event_id
  returning * into known;
  result := stored_check_in(known);
end $$;

create or replace function take_places(p_venue uuid, inout s venue_state, p_kind text, p_persons jsonb, p_event uuid, p_gate uuid,
  p_at timestamptz, p_ends_by timestamptz, p_ends_as text, out outcome text, out already jsonb) language plpgsql as $$
declare
  person jsonb;
  v_kind text;
  v_employees integer := 0;
begin
  if coalesce(jsonb_array_length(p_persons), 0) = 0 then
    raise exception 'nobody to admit by event %', p_event using errcode = 'invalid_parameter_value';
  end if;
  already := '[]';
  for person in select value from jsonb_array_elements(p_persons) loop
    if is_inside(p_venue, person->'pseudonyms'->>0) or is_inside(p_venue, person->'pseudonyms'->>1) then
      already := already || (person->'index');
    end if;
    if coalesce(person->>'kind', p_kind) = 'employee' then
      v_employees := v_employees + 1;
    end if;
  end loop;
  if already <> '[]' then
    outcome := 'refused';
    return;
  end if;
  if party_has_room(s, jsonb_array_length(p_persons) - v_employees, v_employees) is not true then
    outcome := 'full';
    return;
  end if;
  for person in select value from jsonb_array_elements(p_persons) loop
    v_kind := coalesce(person->>'kind', p_kind);
    insert into visits (venue_id, id, event_id, kind, gate_id, pseudonym, started_at, ends_by, ends_as)
    values (p_venue, (person->>'visit')::uuid, p_event, v_kind, p_gate, decode(person->'pseudonyms'->>0, 'hex'), p_at, p_ends_by, p_ends_as);
    s := count_person(p_venue, s, v_kind, 1, 'check-in', p_event, (person->>'visit')::uuid, p_gate, p_at);
  end loop;
  outcome := 'admitted';
end $$;
