-- Up Migration

-- Whoever is admitted on a lease is a visitor as far as anybody knows, so leased places count as taken by visitors also where
-- visitors have a limit of their own. What people who come alone need of it is in the next file.
create or replace function venue_has_room(s venue_state, p_kind text, n integer) returns boolean language sql immutable as $$
  select s.visitors + s.employees + s.leased + n <= s.limit_total
     and (p_kind <> 'visitor' or s.limit_visitors is null or s.visitors + s.leased + n <= s.limit_visitors)
     and (p_kind <> 'employee' or s.limit_employees is null or s.employees + n <= s.limit_employees)
$$;

create or replace function party_has_room(s venue_state, p_visitors integer, p_employees integer) returns boolean language sql immutable as $$
  select s.visitors + s.employees + s.leased + p_visitors + p_employees <= s.limit_total
     and (p_visitors = 0 or s.limit_visitors is null or s.visitors + s.leased + p_visitors <= s.limit_visitors)
     and (p_employees = 0 or s.limit_employees is null or s.employees + p_employees <= s.limit_employees)
$$;

create or replace function grant_lease(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
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
  v_fits := venue_has_room(s, 'visitor', v_places)
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
