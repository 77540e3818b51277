-- Up Migration

-- Who issues cards: an account of an issuing organisation, bound to no gate.
alter table accounts drop constraint accounts_role_check;
alter table accounts add constraint accounts_role_check check (role in ('officer', 'issuer', 'manager', 'admin'));

-- How a session was opened. Sessions from before this column were opened by a password as far as anybody knows.
alter table sessions add column assurance text not null default 'password'
  check (assurance in ('password', 'passkey', 'password-totp', 'device'));
update sessions set assurance = 'device' where device_id is not null;

-- The shared secret of an authenticator app (RFC 6238), sealed with a key that is not here. `last_step` is the number of
-- the half minute whose code was used last: no code works twice, and no earlier one after it.
create table totp_secrets (
  account_id uuid primary key references accounts on delete cascade,
  sealed text not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0
);

-- What staff did, for ever: rows are only added. No personal data of those whom it concerns.
create table audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- The account; null: the software itself.
  actor uuid,
  action text not null,
  subject text not null,
  organisation_id uuid,
  detail jsonb not null default '{}'
);
create index audit_entries_by_organisation on audit_entries (organisation_id, id);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are only added', tg_table_name;
end
$$;
create trigger audit_entries_are_kept before update or delete on audit_entries
  for each row execute function refuse_change();
create trigger audit_entries_are_not_emptied before truncate on audit_entries
  for each statement execute function refuse_change();

-- The right of an organisation to issue cards. Its row is locked while cards are issued, so that limits hold.
create table card_issuers (
  organisation_id uuid primary key references organisations,
  granted_at timestamptz not null,
  granted_by uuid not null,
  withdrawn_at timestamptz,
  per_hour integer not null check (per_hour between 1 and 10000),
  per_day integer not null check (per_day between 1 and 100000),
  per_person_day integer not null check (per_person_day between 1 and 100000)
);

-- An organisation's signing keys. A retired one signs no more and is still trusted, a revoked one is not trusted.
create table card_keys (
  id uuid primary key,
  organisation_id uuid not null references card_issuers,
  key_id text not null,
  certificate_pem text not null,
  -- PKCS #8, sealed with a key that is not here; null once it signs no more.
  sealed_key text,
  created_at timestamptz not null,
  valid_until timestamptz not null,
  retired_at timestamptz,
  revoked_at timestamptz,
  check ((sealed_key is null) = (retired_at is not null)),
  check (revoked_at is null or retired_at is not null)
);
create unique index card_keys_in_use on card_keys (organisation_id) where retired_at is null;

create table card_batches (
  id uuid primary key,
  organisation_id uuid not null references card_issuers,
  requested_by uuid not null,
  requested_at timestamptz not null,
  size integer not null check (size between 1 and 500)
);

-- What is left of a card: nothing that names its holder.
create table cards (
  id uuid primary key,
  organisation_id uuid not null references card_issuers,
  key_id uuid not null references card_keys,
  certificate_id text not null unique,
  -- Keyed hash of the holder and the dose: tells that a dose has a card already.
  person_hash bytea not null check (octet_length(person_hash) = 32),
  requested_by uuid not null,
  approved_by uuid not null,
  issued_at timestamptz not null,
  handed_out_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid,
  revoke_reason text,
  check (requested_by <> approved_by)
);
create index cards_by_organisation on cards (organisation_id, issued_at);
create index cards_by_person on cards (person_hash);

-- `sealed` holds the personal data until `forget_at` at the latest.
create table card_requests (
  id uuid primary key,
  organisation_id uuid not null references card_issuers,
  batch_id uuid references card_batches,
  position integer not null default 0,
  state text not null check (state in ('waiting', 'approved', 'refused', 'expired')),
  requested_by uuid not null,
  requested_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  reason text,
  sealed text,
  forget_at timestamptz not null,
  card_id uuid unique references cards,
  -- Nobody decides about an own request, whatever the program says.
  check (decided_by is null or decided_by <> requested_by),
  check ((state = 'approved') = (card_id is not null)),
  check ((state in ('approved', 'refused')) = (decided_by is not null))
);
create index card_requests_by_organisation on card_requests (organisation_id, requested_at);
create index card_requests_by_batch on card_requests (batch_id, position);
create index card_requests_to_forget on card_requests (forget_at) where sealed is not null;

-- Credentials that no gate accepts, by a hash of their identifier.
create table denied_identifiers (
  identifier text primary key,
  denied_at timestamptz not null,
  denied_by uuid not null,
  reason text not null
);
