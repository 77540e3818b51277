-- Up Migration

-- A red check-in may be disputed: an officer admits it provisionally on a proof on paper. It waits for that as a yellow one
-- does, with the same columns. `review_proof` is the kind of what was shown, never what stood in it.
alter table check_ins add column review_proof text
  check (review_proof in ('vaccination-card', 'test-result', 'doctor-letter', 'other-document'));

create or replace function stored_check_in(c check_ins) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'event', c.event_id, 'gate', c.gate_id, 'kind', c.kind, 'outcome', c.outcome, 'answer', c.answer,
    'decidedAt', c.decided_at, 'state', c.state, 'persons', c.persons,
    'review', case when c.review_expires_at is null then null else
      jsonb_build_object('expiresAt', c.review_expires_at, 'decided', c.review_decided, 'reason', c.review_reason,
        'proof', c.review_proof) end)
$$;

create or replace function apply_check_in(p_venue uuid, inout s venue_state, c jsonb, out result jsonb) language plpgsql as $$
declare
  known check_ins;
  leaving text;
  taken record;
  v_outcome text := c->>'outcome';
  v_already jsonb := '[]';
  v_at timestamptz := (c->>'at')::timestamptz;
  v_event uuid := (c->>'event')::uuid;
  v_gate uuid := (c->>'gate')::uuid;
  v_decidable_until timestamptz;
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
  elsif v_outcome in ('review', 'refused') then
    v_decidable_until := (c->>'reviewExpiresAt')::timestamptz;
  end if;
  insert into check_ins (venue_id, event_id, body_mac, gate_id, kind, outcome, answer, persons, decided_at, review_expires_at, state)
  values (p_venue, v_event, decode(c->>'mac', 'hex'), v_gate, c->>'kind', v_outcome, c->'answer',
    case when v_outcome = 'admitted' then without_pseudonyms(c->'persons')
         when v_decidable_until is not null then c->'persons' end,
    v_at, v_decidable_until, venue_state_json(s) || jsonb_build_object('already', v_already))
  returning * into known;
  result := stored_check_in(known);
end $$;

-- An officer's decision on a check-in that waits for review, or that the rules refused as red. Approval takes the places now,
-- if there is room now; a red check-in is approved on a proof, a yellow one without.
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
  elsif known.review_expires_at <= v_at then
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

-- Who came to a venue on a day, as numbers: what a check-in's answer leaves behind when it is emptied.
create table door_days (
  venue_id uuid not null,
  day date not null,
  kind text not null,
  outcome text not null,
  colour text not null,
  provisional boolean not null,
  persons integer not null check (persons > 0),
  primary key (venue_id, day, kind, outcome, colour, provisional)
);
create index door_days_by_day on door_days (day);
