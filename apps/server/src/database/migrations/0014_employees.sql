-- Up Migration

-- Who works for an organisation. The names are sealed with a key that is not in the database, together with the badge's code,
-- so that the badge can be printed again; the door finds an employee by the keyed digest of the code.
create table employees (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  sealed text not null,
  code_digest bytea not null unique check (octet_length(code_digest) = 32),
  badge_issued_at timestamptz not null,
  -- The last day of work. Everything is deleted some days after it.
  leaves_on date,
  created_at timestamptz not null
);
create index employees_by_organisation on employees (organisation_id);
create index employees_by_leave on employees (leaves_on) where leaves_on is not null;

-- A party may be of both kinds: each person is counted as their own, which `persons` names where it is not the party's.
create function party_has_room(s venue_state, p_visitors integer, p_employees integer) returns boolean language sql immutable as $$
  select s.visitors + s.employees + s.leased + p_visitors + p_employees <= s.limit_total
     and (p_visitors = 0 or s.limit_visitors is null or s.visitors + p_visitors <= s.limit_visitors)
     and (p_employees = 0 or s.limit_employees is null or s.employees + p_employees <= s.limit_employees)
$$;

create or replace function take_places(p_venue uuid, inout s venue_state, p_kind text, p_persons jsonb, p_event uuid, p_gate uuid,
  p_at timestamptz, p_ends_by timestamptz, p_ends_as text, out outcome text, out already jsonb) language plpgsql as $$
declare
  person jsonb;
  v_kind text;
  v_employees integer := 0;
begin
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
  if not party_has_room(s, jsonb_array_length(p_persons) - v_employees, v_employees) then
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
