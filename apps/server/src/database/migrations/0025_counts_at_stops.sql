-- Up Migration

-- What a stopped venue refuses: whatever takes a place for the first time, and every new count by hand, which would begin with
-- a number that is known to be wrong and be overruled when it is mended. Who has been answered is answered again; whoever
-- leaves leaves, and what gates admitted on their leases is counted.
create or replace function would_admit(p_venue uuid, c jsonb) returns boolean language sql stable as $$
  select case c->>'do'
    when 'check-in' then not exists (select from check_ins where event_id = (c->>'event')::uuid and venue_id = p_venue)
    when 'decide' then c->>'decision' = 'approve' and exists (
      select from check_ins where event_id = (c->>'event')::uuid and venue_id = p_venue and review_decided is null)
    when 'correct' then not exists (select from corrections where event_id = (c->>'event')::uuid and venue_id = p_venue)
    when 'undo-correction' then not exists (
      select from corrections where event_id = (c->>'correction')::uuid and venue_id = p_venue and undone_at is not null)
    when 'grant-lease' then not exists (select from leases where id = (c->>'event')::uuid and venue_id = p_venue)
    else false end
$$;
