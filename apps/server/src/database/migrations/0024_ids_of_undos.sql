-- Up Migration

create index corrections_by_undo on corrections (undo_event) where undo_event is not null;
create index leases_by_return on leases (return_event) where return_event is not null;

-- At one venue an event id is of one check-in, one correction, one lease, one undo or one return. Whatever else comes under it
-- is another body. Check-ins are not held against undos and returns, so that the busy gate looks up nothing more; of
-- check-outs the id is only a label, for what they end is named by the visit.
create or replace function is_event_of_other(p_venue uuid, p_event uuid, p_do text) returns boolean language sql stable as $$
  select p_do in ('check-in', 'correct', 'grant-lease', 'undo-correction', 'return-lease', 'reclaim-lease') and (
       p_do <> 'check-in' and exists (select from check_ins k where k.venue_id = p_venue and k.event_id = p_event)
    or p_do <> 'correct' and exists (select from corrections k where k.venue_id = p_venue and k.event_id = p_event)
    or p_do <> 'grant-lease' and exists (select from leases k where k.venue_id = p_venue and k.id = p_event)
    or p_do not in ('check-in', 'undo-correction')
      and exists (select from corrections k where k.venue_id = p_venue and k.undo_event = p_event)
    or p_do not in ('check-in', 'return-lease')
      and exists (select from leases k where k.venue_id = p_venue and k.return_event = p_event))
$$;

create or replace function undo_correction(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
declare
  known corrections;
  change record;
  v_event uuid := (c->>'event')::uuid;
  v_at timestamptz := (c->>'at')::timestamptz;
begin
  select * into known from corrections where venue_id = p_venue and event_id = (c->>'correction')::uuid;
  if exists (select from corrections k where k.venue_id = p_venue and k.undo_event = v_event and k.event_id <> (c->>'correction')::uuid) then
    result := jsonb_build_object('conflict', true);
    return;
  elsif known.event_id is null or known.gate_id <> (c->>'gate')::uuid or known.outcome <> 'applied' then
    result := jsonb_build_object('unknown', true);
    return;
  elsif known.undone_at is not null then
    -- The same event id again is a retry whose answer was lost.
    result := stored_correction(known) || jsonb_build_object('alreadyUndone', known.undo_event <> v_event,
      'state', venue_state_json(s));
    return;
  elsif known.at < (c->>'madeSince')::timestamptz then
    result := jsonb_build_object('late', true);
    return;
  end if;
  select * into change from undo_visits(p_venue, known, v_at);
  s := record_facts(p_venue, s, change.visitors, change.employees,
    c || jsonb_build_object('kind', 'correction', 'reason', known.reason));
  update corrections set undone_at = v_at, undo_event = v_event, undone_by = (c->>'by')::uuid
   where venue_id = p_venue and event_id = known.event_id
  returning * into known;
  result := stored_correction(known) || jsonb_build_object('state', venue_state_json(s));
end $$;

-- What a gate admitted on its lease are facts: they are counted even where the lease has ended or was passed.
create or replace function return_lease(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
declare
  known leases;
  v_event uuid := (c->>'event')::uuid;
  v_visitors integer := (c->>'visitors')::integer;
  v_employees integer := (c->>'employees')::integer;
begin
  select * into known from leases where venue_id = p_venue and id = (c->>'lease')::uuid;
  if exists (select from leases k where k.venue_id = p_venue and k.return_event = v_event and k.id <> (c->>'lease')::uuid) then
    result := jsonb_build_object('conflict', true);
    return;
  elsif known.id is null or known.gate_id <> (c->>'gate')::uuid or known.status = 'refused' then
    result := jsonb_build_object('unknown', true);
    return;
  elsif known.return_event is not null then
    result := case
      when known.return_event <> v_event then '{"closed": true}'
      when known.visitors <> v_visitors or known.employees <> v_employees then '{"conflict": true}'
      else stored_lease(known) end;
    return;
  end if;
  perform begin_by_hand(p_venue, 'visitor', v_visitors, c), begin_by_hand(p_venue, 'employee', v_employees, c);
  s := record_change(p_venue, s, v_visitors, v_employees, case known.status when 'held' then -known.places else 0 end,
    c || jsonb_build_object('kind', 'lease',
      'reason', case when v_visitors + v_employees > known.places then 'returned, overrun' else 'returned' end));
  update leases set status = case status when 'held' then 'returned' else status end,
         closed_at = coalesce(closed_at, (c->>'at')::timestamptz), return_event = v_event,
         visitors = v_visitors, employees = v_employees, state = venue_state_json(s)
   where venue_id = p_venue and id = known.id
  returning * into known;
  result := stored_lease(known);
end $$;
