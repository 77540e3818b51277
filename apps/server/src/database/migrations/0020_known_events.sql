-- Up Migration

-- A join of the asked event ids with the check-ins may be planned the other way round while there are few of them, and a session
-- keeps its plan until statistics are gathered: it then reads every check-in there is by now to find that none is asked for. A
-- search for each id, one after the other, cannot be turned round.
create or replace function apply_gate_batches(p_batches jsonb, p_events uuid[], p_venues uuid[]) returns jsonb language plpgsql
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set plan_cache_mode = force_generic_plan as $$
declare
  batch jsonb;
  results jsonb[] := '{}';
begin
  perform from unnest(p_events, p_venues) as asked(event, venue)
    where (select true from check_ins k where k.event_id = asked.event and k.venue_id <> asked.venue limit 1);
  if found then
    return null;
  end if;
  for batch in select value from jsonb_array_elements(p_batches) loop
    results := results || apply_venue_batch((batch->>'venue')::uuid, batch->'stretches');
  end loop;
  return to_jsonb(results);
end $$;
