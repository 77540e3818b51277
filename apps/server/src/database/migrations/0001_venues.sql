-- Up Migration

create table organisations (
  id uuid primary key,
  name text not null unique check (char_length(name) between 2 and 120),
  created_at timestamptz not null
);

create table venues (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  name text not null check (char_length(name) between 2 and 120),
  category text not null,
  address text not null,
  time_zone text not null,
  capacity integer not null check (capacity >= 0),
  longest_stay_minutes integer not null check (longest_stay_minutes > 0),
  opens_at time,
  closes_at time,
  created_at timestamptz not null
);

create table gates (
  id uuid primary key,
  venue_id uuid not null references venues,
  code text not null unique check (code ~ '^[0-9A-HJKMNP-TV-Z]{10}$'),
  name text not null,
  direction text not null check (direction in ('in', 'out', 'both')),
  closed_at timestamptz,
  created_at timestamptz not null
);
create index gates_by_venue on gates (venue_id);

-- What this installation made for itself at first start: its mode, keys, the pack in force.
create table settings (
  name text primary key,
  value jsonb not null
);
