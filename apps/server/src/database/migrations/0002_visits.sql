-- Up Migration

-- One row per venue holds the truth about its places. Only apply_gate_commands changes it.
create table venue_counters (
  venue_id uuid primary key,
  seq bigint not null default 0,
  visitors integer not null default 0 check (visitors >= 0),
  employees integer not null default 0 check (employees >= 0),
  leased integer not null default 0 check (leased >= 0),
  limit_total integer not null check (limit_total >= 0),
  limit_visitors integer check (limit_visitors >= 0),
  limit_employees integer check (limit_employees >= 0)
);

create table visits (
  venue_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  kind text not null check (kind in ('visitor', 'employee')),
  gate_id uuid not null,
  pseudonym bytea not null,
  started_at timestamptz not null,
  ends_by timestamptz not null,
  ended_at timestamptz,
  ended_by text check (ended_by in ('visitor', 'officer', 'elsewhere', 'closing', 'longest-stay')),
  primary key (venue_id, id)
);
create unique index visits_one_open_per_person on visits (venue_id, pseudonym) where ended_at is null;
create index visits_due on visits (ends_by) where ended_at is null;
create index visits_ended on visits (ended_at) where ended_at is not null;
-- Indexes that do not begin with the venue cannot be mistaken for the primary key by a plan made on an empty table.
create index visits_by_event on visits (event_id);

-- The ledger: what changed the counter, in order, with the state after it.
create table gate_events (
  venue_id uuid not null,
  seq bigint not null,
  event_id uuid not null,
  kind text not null check (kind in ('check-in', 'check-out', 'limit')),
  visit_id uuid,
  gate_id uuid,
  at timestamptz not null,
  visitors integer not null,
  employees integer not null,
  leased integer not null,
  limit_total integer not null,
  -- Of changes by hand: why, and which account.
  reason text,
  by_account uuid,
  primary key (venue_id, seq)
);
create index gate_events_by_time on gate_events (venue_id, at);

-- Every answered check-in. `answer` (colours and rule ids, no person) is emptied after a day, the row after the retention.
create table check_ins (
  venue_id uuid not null,
  event_id uuid not null,
  body_mac bytea not null,
  gate_id uuid not null,
  kind text not null,
  outcome text not null check (outcome in ('admitted', 'review', 'refused', 'full')),
  answer jsonb,
  persons jsonb,
  decided_at timestamptz not null,
  review_expires_at timestamptz,
  review_decided text check (review_decided in ('approved', 'refused')),
  review_reason text,
  review_by uuid,
  state jsonb not null,
  primary key (venue_id, event_id)
);
create index check_ins_by_event on check_ins (event_id);
create index check_ins_by_gate on check_ins (gate_id, decided_at desc);
create index check_ins_waiting on check_ins (gate_id, review_expires_at) where review_expires_at is not null and review_decided is null;
-- For the sweep: what is to be emptied, and what is to be deleted.
create index check_ins_full on check_ins (decided_at) where answer is not null;
create index check_ins_emptied on check_ins (decided_at) where answer is null;
