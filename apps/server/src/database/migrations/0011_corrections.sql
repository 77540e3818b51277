-- Up Migration

-- Wider than before, so no row has to be looked at.
alter table visits drop constraint visits_ended_by_check,
  add constraint visits_ended_by_check
    check (ended_by in ('visitor', 'officer', 'elsewhere', 'closing', 'longest-stay', 'correction')) not valid;
alter table gate_events drop constraint gate_events_kind_check,
  add constraint gate_events_kind_check check (kind in ('check-in', 'check-out', 'limit', 'correction', 'lease')) not valid;

-- True for somebody whom an officer counted without a certificate.
alter table visits add column by_hand boolean;
-- True where a fact, not an admission, put more people inside than the limit allows.
alter table gate_events add column override boolean;

-- What officers changed by hand: more people, fewer people, or a number that they counted.
create table corrections (
  venue_id uuid not null,
  event_id uuid not null,
  body_mac bytea not null,
  gate_id uuid not null,
  act text not null check (act in ('add', 'remove', 'recount')),
  kind text check (kind in ('visitor', 'employee')),
  count integer not null check (count >= 0),
  reason text not null,
  by_account uuid,
  at timestamptz not null,
  outcome text not null check (outcome in ('applied', 'full', 'too-few')),
  change integer not null,
  override boolean not null,
  -- The visits that it began and ended, so that undoing it touches these and no others.
  began uuid[] not null,
  ended uuid[] not null,
  state jsonb not null,
  undo_event uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (event_id, venue_id)
);
create index corrections_by_venue on corrections (venue_id, at desc);
create index corrections_by_age on corrections (at);

create function stored_correction(k corrections) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'event', k.event_id, 'gate', k.gate_id, 'act', k.act, 'kind', k.kind, 'count', k.count, 'reason', k.reason,
    'by', k.by_account, 'at', k.at, 'outcome', k.outcome, 'change', k.change, 'override', k.override,
    'undoneAt', k.undone_at, 'state', k.state)
$$;

-- Whether more people are inside than a limit allows, as after a lower limit or a recount.
create function is_over_limit(s venue_state) returns boolean language sql immutable as $$
  select not (venue_has_room(s, 'visitor', 0) and venue_has_room(s, 'employee', 0))
$$;

-- One line of the ledger for a change of many people at once. What puts the venue above a limit is marked.
create function record_facts(p_venue uuid, s venue_state, p_visitors integer, p_employees integer, p_line jsonb)
  returns venue_state language plpgsql as $$
begin
  s.seq := s.seq + 1;
  s.visitors := s.visitors + p_visitors;
  s.employees := s.employees + p_employees;
  insert into gate_events (venue_id, seq, event_id, kind, gate_id, at, visitors, employees, leased, limit_total, reason, by_account, override)
  values (p_venue, s.seq, (p_line->>'event')::uuid, p_line->>'kind', (p_line->>'gate')::uuid, (p_line->>'at')::timestamptz,
    s.visitors, s.employees, s.leased, s.limit_total, p_line->>'reason', (p_line->>'by')::uuid,
    nullif(p_visitors + p_employees > 0 and is_over_limit(s), false));
  return s;
end $$;

-- Visits of people of whom nothing is known but that they came in. Their pseudonyms are random and recognise nobody.
create function begin_by_hand(p_venue uuid, p_kind text, p_count integer, c jsonb) returns uuid[] language sql as $$
  with begun as (
    insert into visits (venue_id, id, event_id, kind, gate_id, pseudonym, started_at, ends_by, ends_as, by_hand)
    select p_venue, gen_random_uuid(), (c->>'event')::uuid, p_kind, (c->>'gate')::uuid,
           uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), (c->>'at')::timestamptz,
           (c->>'endsBy')::timestamptz, c->>'endsAs', true
      from generate_series(1, p_count)
    returning id
  ) select coalesce(array_agg(id), '{}') from begun
$$;

-- Nobody knows who left, so those are taken whom nobody knows either, and then those who have been inside longest.
create function end_oldest(p_venue uuid, p_kind text, p_count integer, p_at timestamptz) returns uuid[] language sql as $$
  with leaving as materialized (
    select id from visits where venue_id = p_venue and ended_at is null and kind = p_kind
     order by by_hand nulls last, started_at, id limit p_count
  ), ended as (
    update visits set ended_at = p_at, ended_by = 'correction'
     where venue_id = p_venue and id in (select id from leaving)
    returning id
  ) select coalesce(array_agg(id), '{}') from ended
$$;

-- How many visitors and employees more or fewer a correction means. A recount moves the number of visitors first.
create function change_of_correction(s venue_state, c jsonb, out visitors integer, out employees integer) language plpgsql as $$
declare
  v_count integer := (c->>'count')::integer;
begin
  visitors := 0;
  employees := 0;
  if c->>'act' = 'recount' then
    employees := least(0, v_count - s.employees);
    visitors := v_count - s.visitors - s.employees - employees;
    return;
  end if;
  if c->>'act' = 'remove' then
    v_count := -v_count;
  end if;
  if c->>'kind' = 'employee' then
    employees := v_count;
  else
    visitors := v_count;
  end if;
end $$;

-- People added by hand need room as everybody does. A recount is a fact: it may put the venue above its limit, and then
-- nobody enters until there is room again.
create function outcome_of_correction(s venue_state, c jsonb, p_visitors integer, p_employees integer) returns text
  language sql immutable as $$
  select case
    when c->>'act' = 'add' and not venue_has_room(s, c->>'kind', (c->>'count')::integer) then 'full'
    when s.visitors + p_visitors < 0 or s.employees + p_employees < 0 then 'too-few'
    else 'applied' end
$$;

create function apply_correction(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
declare
  known corrections;
  change record;
  v_event uuid := (c->>'event')::uuid;
  v_at timestamptz := (c->>'at')::timestamptz;
  v_outcome text;
  v_began uuid[] := '{}';
  v_ended uuid[] := '{}';
begin
  select * into known from corrections where venue_id = p_venue and event_id = v_event;
  if found and known.body_mac = decode(c->>'mac', 'hex') then
    result := stored_correction(known);
    return;
  elsif found or exists (select from check_ins where venue_id = p_venue and event_id = v_event) then
    result := jsonb_build_object('conflict', true);
    return;
  end if;
  select * into change from change_of_correction(s, c);
  v_outcome := outcome_of_correction(s, c, change.visitors, change.employees);
  if v_outcome = 'applied' then
    v_began := begin_by_hand(p_venue, 'visitor', change.visitors, c) || begin_by_hand(p_venue, 'employee', change.employees, c);
    v_ended := end_oldest(p_venue, 'visitor', greatest(0, -change.visitors), v_at)
      || end_oldest(p_venue, 'employee', greatest(0, -change.employees), v_at);
    s := record_facts(p_venue, s, change.visitors, change.employees, c || '{"kind": "correction"}');
  end if;
  insert into corrections (venue_id, event_id, body_mac, gate_id, act, kind, count, reason, by_account, at, outcome, change,
    override, began, ended, state)
  values (p_venue, v_event, decode(c->>'mac', 'hex'), (c->>'gate')::uuid, c->>'act', c->>'kind', (c->>'count')::integer,
    c->>'reason', (c->>'by')::uuid, v_at, v_outcome,
    case v_outcome when 'applied' then change.visitors + change.employees else 0 end,
    v_outcome = 'applied' and change.visitors + change.employees > 0 and is_over_limit(s),
    v_began, v_ended, venue_state_json(s))
  returning * into known;
  result := stored_correction(known);
end $$;

-- Ends the visits that the correction began and opens those that it ended. Who has left or come in again by themselves since
-- then stays as they are.
create function undo_visits(p_venue uuid, k corrections, p_at timestamptz, out visitors integer, out employees integer) language sql as $$
  with again as (
    update visits v set ended_at = null, ended_by = null
     where v.venue_id = p_venue and v.id = any(k.ended) and v.ended_by = 'correction'
       and not exists (select from visits o where o.venue_id = p_venue and o.pseudonym = v.pseudonym and o.ended_at is null)
    returning kind, 1 as change
  ), gone as (
    update visits set ended_at = p_at, ended_by = 'correction'
     where venue_id = p_venue and id = any(k.began) and ended_at is null
    returning kind, -1 as change
  ), changes as (
    select * from again union all select * from gone
  ) select coalesce(sum(change) filter (where kind = 'visitor'), 0)::integer,
           coalesce(sum(change) filter (where kind = 'employee'), 0)::integer from changes
$$;

create function undo_correction(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
declare
  known corrections;
  change record;
  v_at timestamptz := (c->>'at')::timestamptz;
begin
  select * into known from corrections where venue_id = p_venue and event_id = (c->>'correction')::uuid;
  if not found or known.gate_id <> (c->>'gate')::uuid or known.outcome <> 'applied' then
    result := jsonb_build_object('unknown', true);
    return;
  elsif known.undone_at is not null then
    -- The same event id again is a retry whose answer was lost.
    result := stored_correction(known) || jsonb_build_object('alreadyUndone', known.undo_event <> (c->>'event')::uuid,
      'state', venue_state_json(s));
    return;
  elsif known.at < (c->>'madeSince')::timestamptz then
    result := jsonb_build_object('late', true);
    return;
  end if;
  select * into change from undo_visits(p_venue, known, v_at);
  s := record_facts(p_venue, s, change.visitors, change.employees,
    c || jsonb_build_object('kind', 'correction', 'reason', known.reason));
  update corrections set undone_at = v_at, undo_event = (c->>'event')::uuid, undone_by = (c->>'by')::uuid
   where venue_id = p_venue and event_id = known.event_id
  returning * into known;
  result := stored_correction(known) || jsonb_build_object('state', venue_state_json(s));
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
