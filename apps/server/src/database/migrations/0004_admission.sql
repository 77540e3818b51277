-- Up Migration

-- Pseudonyms are keyed per day; destroying a day's key unlinks that day's visits from any person for good.
create table day_keys (
  day date primary key,
  key bytea not null check (octet_length(key) = 32)
);

alter table visits add column ends_as text not null default 'longest-stay' check (ends_as in ('closing', 'longest-stay'));

create type venue_state as (
  seq bigint,
  visitors integer,
  employees integer,
  leased integer,
  limit_total integer,
  limit_visitors integer,
  limit_employees integer
);

create function venue_state_json(s venue_state) returns jsonb language sql immutable as $$
  select jsonb_build_object('seq', s.seq, 'visitors', s.visitors, 'employees', s.employees, 'leased', s.leased, 'limit', s.limit_total)
$$;

-- Whether `n` more people of this kind fit. The total holds for everybody; a limit of their own may hold besides.
create function venue_has_room(s venue_state, p_kind text, n integer) returns boolean language sql immutable as $$
  select s.visitors + s.employees + s.leased + n <= s.limit_total
     and (p_kind <> 'visitor' or s.limit_visitors is null or s.visitors + n <= s.limit_visitors)
     and (p_kind <> 'employee' or s.limit_employees is null or s.employees + n <= s.limit_employees)
$$;

create function count_person(p_venue uuid, s venue_state, p_kind text, p_change integer, p_event_kind text,
  p_event uuid, p_visit uuid, p_gate uuid, p_at timestamptz) returns venue_state language plpgsql as $$
begin
  s.seq := s.seq + 1;
  if p_kind = 'employee' then
    s.employees := s.employees + p_change;
  else
    s.visitors := s.visitors + p_change;
  end if;
  insert into gate_events (venue_id, seq, event_id, kind, visit_id, gate_id, at, visitors, employees, leased, limit_total)
  values (p_venue, s.seq, p_event, p_event_kind, p_visit, p_gate, p_at, s.visitors, s.employees, s.leased, s.limit_total);
  return s;
end $$;

create function end_visit(p_venue uuid, s venue_state, p_visit uuid, p_by text, p_event uuid, p_gate uuid,
  p_at timestamptz, p_ended_at timestamptz) returns venue_state language plpgsql as $$
declare
  v_kind text;
begin
  update visits set ended_at = p_ended_at, ended_by = p_by
   where venue_id = p_venue and id = p_visit and ended_at is null
  returning kind into v_kind;
  if v_kind is not null then
    s := count_person(p_venue, s, v_kind, -1, 'check-out', p_event, p_visit, p_gate, p_at);
  end if;
  return s;
end $$;

-- One equality on the unique index of open visits; a list of pseudonyms would be planned as a scan of the venue.
create function is_inside(p_venue uuid, p_pseudonym text) returns boolean language plpgsql stable as $$
declare
  v_pseudonym bytea := decode(p_pseudonym, 'hex');
begin
  return exists (select from visits where venue_id = p_venue and pseudonym = v_pseudonym and ended_at is null);
end $$;

-- Takes places for a whole party or for nobody.
-- `persons`: [{visit, pseudonyms: [hex of today's key, hex of yesterday's]}]; a person with an open visit is named in `already`.
create function take_places(p_venue uuid, inout s venue_state, p_kind text, p_persons jsonb, p_event uuid, p_gate uuid,
  p_at timestamptz, p_ends_by timestamptz, p_ends_as text, out outcome text, out already jsonb) language plpgsql as $$
declare
  person jsonb;
begin
  already := '[]';
  for person in select value from jsonb_array_elements(p_persons) loop
    if is_inside(p_venue, person->'pseudonyms'->>0) or is_inside(p_venue, person->'pseudonyms'->>1) then
      already := already || (person->'index');
    end if;
  end loop;
  if already <> '[]' then
    outcome := 'refused';
    return;
  end if;
  if not venue_has_room(s, p_kind, jsonb_array_length(p_persons)) then
    outcome := 'full';
    return;
  end if;
  for person in select value from jsonb_array_elements(p_persons) loop
    insert into visits (venue_id, id, event_id, kind, gate_id, pseudonym, started_at, ends_by, ends_as)
    values (p_venue, (person->>'visit')::uuid, p_event, p_kind, p_gate, decode(person->'pseudonyms'->>0, 'hex'), p_at, p_ends_by, p_ends_as);
    s := count_person(p_venue, s, p_kind, 1, 'check-in', p_event, (person->>'visit')::uuid, p_gate, p_at);
  end loop;
  outcome := 'admitted';
end $$;

create function without_pseudonyms(p_persons jsonb) returns jsonb language sql immutable as $$
  select jsonb_agg(person - 'pseudonyms') from jsonb_array_elements(p_persons) person
$$;

create function stored_check_in(c check_ins) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'event', c.event_id, 'gate', c.gate_id, 'kind', c.kind, 'outcome', c.outcome, 'answer', c.answer,
    'decidedAt', c.decided_at, 'state', c.state, 'persons', c.persons,
    'review', case when c.review_expires_at is null then null else
      jsonb_build_object('expiresAt', c.review_expires_at, 'decided', c.review_decided, 'reason', c.review_reason) end)
$$;

create function apply_check_in(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
declare
  known check_ins;
  leaving text;
  taken record;
  v_outcome text := c->>'outcome';
  v_already jsonb := '[]';
  v_at timestamptz := (c->>'at')::timestamptz;
  v_event uuid := (c->>'event')::uuid;
  v_gate uuid := (c->>'gate')::uuid;
begin
  select * into known from check_ins where venue_id = p_venue and event_id = v_event;
  if found then
    if known.body_mac <> decode(c->>'mac', 'hex') then
      result := jsonb_build_object('conflict', true);
    else
      result := stored_check_in(known) || jsonb_build_object('replay', true);
    end if;
    return;
  end if;
  for leaving in select jsonb_array_elements_text(c->'leaving') loop
    s := end_visit(p_venue, s, leaving::uuid, 'elsewhere', v_event, v_gate, v_at, v_at);
  end loop;
  if v_outcome = 'admitted' then
    select * into taken
      from take_places(p_venue, s, c->>'kind', c->'persons', v_event, v_gate, v_at, (c->>'endsBy')::timestamptz, c->>'endsAs');
    s := taken.s;
    v_outcome := taken.outcome;
    v_already := taken.already;
  end if;
  insert into check_ins (venue_id, event_id, body_mac, gate_id, kind, outcome, answer, persons, decided_at, review_expires_at, state)
  values (p_venue, v_event, decode(c->>'mac', 'hex'), v_gate, c->>'kind', v_outcome, c->'answer',
    case v_outcome when 'review' then c->'persons' when 'admitted' then without_pseudonyms(c->'persons') end, v_at,
    case when v_outcome = 'review' then (c->>'reviewExpiresAt')::timestamptz end,
    venue_state_json(s) || jsonb_build_object('already', v_already))
  returning * into known;
  result := stored_check_in(known);
end $$;

-- An officer's decision on a check-in that waits for review. Approval takes the places now, if there is room now.
create function apply_decision(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
declare
  known check_ins;
  taken record;
  v_outcome text := 'refused';
  v_already jsonb := '[]';
  v_at timestamptz := (c->>'at')::timestamptz;
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
  elsif known.review_expires_at <= v_at then
    result := jsonb_build_object('expired', true);
    return;
  end if;
  if c->>'decision' = 'approve' then
    select * into taken
      from take_places(p_venue, s, known.kind, known.persons, known.event_id, known.gate_id, v_at, (c->>'endsBy')::timestamptz, c->>'endsAs');
    s := taken.s;
    v_outcome := taken.outcome;
    v_already := taken.already;
  end if;
  update check_ins
     set outcome = v_outcome, decided_at = v_at, review_reason = c->>'reason', review_by = (c->>'by')::uuid,
         review_decided = v_decided,
         persons = case when v_outcome = 'admitted' then without_pseudonyms(persons) end,
         state = venue_state_json(s) || jsonb_build_object('already', v_already)
   where venue_id = p_venue and event_id = known.event_id
  returning * into known;
  result := stored_check_in(known);
end $$;

create function apply_check_out(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
declare
  v_visit visits;
begin
  s := end_visit(p_venue, s, (c->>'visit')::uuid, c->>'by', (c->>'event')::uuid, (c->>'gate')::uuid,
    (c->>'at')::timestamptz, coalesce(c->>'endedAt', c->>'at')::timestamptz);
  select * into v_visit from visits where venue_id = p_venue and id = (c->>'visit')::uuid;
  if not found then
    result := jsonb_build_object('unknown', true);
  else
    result := jsonb_build_object('visit', v_visit.id, 'endedAt', v_visit.ended_at, 'endedBy', v_visit.ended_by,
      'event', v_visit.event_id, 'state', venue_state_json(s));
  end if;
end $$;

create function apply_limit(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
begin
  s.limit_total := (c->>'limit')::integer;
  s.limit_visitors := (c->>'visitorLimit')::integer;
  s.limit_employees := (c->>'employeeLimit')::integer;
  s := count_person(p_venue, s, 'visitor', 0, 'limit', (c->>'event')::uuid, null, null, (c->>'at')::timestamptz);
  update gate_events set reason = c->>'reason', by_account = (c->>'by')::uuid where venue_id = p_venue and seq = s.seq;
  result := jsonb_build_object('state', venue_state_json(s));
end $$;

-- The one way a venue's places change. Locks the venue's counter, walks the commands in order with single-row statements,
-- writes the counter once, and answers each command with its result. Every statement names the venue.
-- Sequential scans are off: plans are made while tables are still empty, and kept.
create function apply_gate_commands(p_venue uuid, p_commands jsonb) returns jsonb language plpgsql set enable_seqscan = off as $$
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
