-- Up Migration

-- Statistics gathered at night, when nobody is inside, call every index of open visits empty, and equally good for finding a
-- person's open visit at a venue. The index of due visits then served that search, by reading all open visits of all venues.
-- Its condition is now one that such a search does not imply; a visit that has ended always says by whom.
alter table visits add constraint visits_ended_by_somebody check ((ended_at is null) = (ended_by is null)) not valid;
drop index visits_due;
create index visits_due on visits (ends_by) where ended_by is null;
