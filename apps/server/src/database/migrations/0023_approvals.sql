-- Up Migration

-- `subject` is what cases and contacts entered during the wait are compared with; it goes with the pseudonyms.
create or replace function without_pseudonyms(p_persons jsonb) returns jsonb language sql immutable as $$
  select jsonb_agg(person - 'pseudonyms' - 'subject') from jsonb_array_elements(p_persons) person
$$;

-- `black`, where somebody has become black during the wait, is the answer that takes the place of the first one: nobody enters.
-- Where the venue is full nothing is decided, so that the officer may approve again once somebody has left.
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
  if v_decided = 'approved' and c->'black' is null then
    select * into taken
      from take_places(p_venue, s, known.kind, known.persons, known.event_id, known.gate_id, v_at, (c->>'endsBy')::timestamptz, c->>'endsAs');
    s := taken.s;
    v_outcome := taken.outcome;
    v_already := taken.already;
    if v_outcome = 'full' then
      result := stored_check_in(known)
        || jsonb_build_object('outcome', v_outcome, 'state', venue_state_json(s) || jsonb_build_object('already', v_already));
      return;
    end if;
  end if;
  update check_ins
     set outcome = v_outcome, decided_at = v_at, review_reason = c->>'reason', review_by = (c->>'by')::uuid,
         review_decided = v_decided, review_proof = v_proof, answer = coalesce(c->'black', answer),
         persons = case when v_outcome = 'admitted' then without_pseudonyms(persons) end,
         state = venue_state_json(s) || jsonb_build_object('already', v_already)
   where venue_id = p_venue and event_id = known.event_id
  returning * into known;
  result := stored_check_in(known);
end $$;

-- Whoever is black and tries again adds to the incident that is still open. `person` is good for one venue and one of its days,
-- is none of the pseudonyms of visits, and goes when the incident is closed. `events` are the check-ins that belong to it.
alter table incidents add column person text, add column events uuid[], add column last_at timestamptz;
create unique index incidents_open_person on incidents (gate_id, person) where closed_at is null;
