-- Up Migration

-- What officers of an organisation do in a situation, where it differs from what we ship.
create table procedures (
  organisation_id uuid not null references organisations,
  situation text not null check (situation in ('green', 'yellow', 'red', 'black', 'full', 'closed', 'unreadable')),
  steps jsonb not null,
  changed_at timestamptz not null,
  changed_by uuid,
  primary key (organisation_id, situation)
);
