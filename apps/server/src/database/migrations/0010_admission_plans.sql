-- Up Migration

-- A venue that statistics have not met yet seems to have no rows, so a plan made for its id may walk the whole venue instead of
-- searching for the person. A plan for any venue cannot.
alter function apply_gate_batches(jsonb, uuid[], uuid[]) set plan_cache_mode = force_generic_plan;
alter function apply_venue_batch(uuid, jsonb) set plan_cache_mode = force_generic_plan;
alter function apply_gate_commands(uuid, jsonb) set plan_cache_mode = force_generic_plan;
