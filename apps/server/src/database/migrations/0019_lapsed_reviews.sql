-- Up Migration

-- The pseudonyms of those whom no officer decided about go within two minutes, so they are found without looking at everybody
-- who was ever refused.
create index check_ins_lapsed on check_ins (review_expires_at)
  where persons is not null and review_decided is null and review_expires_at is not null;
