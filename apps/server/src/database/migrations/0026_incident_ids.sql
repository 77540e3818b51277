-- Up Migration

-- Event ids are of a venue, and so of its incidents: another venue may have the same one.
alter table incidents drop constraint incidents_event_id_key,
  add constraint incidents_once unique (venue_id, event_id);
