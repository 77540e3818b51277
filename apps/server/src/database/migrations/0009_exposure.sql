-- Up Migration

-- Cases and contacts, entered by a health authority. `subject` is a keyed digest of a person whose key is not in the
-- database: nobody can look a name up in it, and nobody can read a name out of it.
create table exposures (
  id uuid primary key,
  kind text not null check (kind in ('case', 'contact')),
  subject bytea not null check (octet_length(subject) = 32),
  on_date date not null,
  entered_by uuid,
  entered_at timestamptz not null,
  ended_at timestamptz,
  end_reason text check (end_reason in ('exit-test', 'mistake', 'recovered'))
);
-- The same laboratory result entered twice is one case.
create unique index exposures_once on exposures (subject, kind, on_date) where ended_at is null;
create index exposures_by_time on exposures (entered_at desc);
create index exposures_by_day on exposures (on_date);

-- Somebody was black at a gate: what staff has to take care of. Nothing says who.
create table incidents (
  id uuid primary key,
  venue_id uuid not null references venues,
  gate_id uuid not null references gates,
  event_id uuid not null unique,
  at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid,
  note text
);
create index incidents_by_venue on incidents (venue_id, at desc);
create index incidents_open on incidents (at desc) where closed_at is null;
