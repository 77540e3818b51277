-- Up Migration

-- People who work here. Without `activated_at` nobody has accepted the invitation yet.
create table accounts (
  id uuid primary key,
  display_name text not null check (char_length(display_name) between 2 and 80),
  sign_in_name text not null unique check (sign_in_name ~ '^[a-z0-9][a-z0-9._@-]{2,63}$'),
  role text not null check (role in ('officer', 'manager', 'admin')),
  organisation_id uuid references organisations,
  password_hash text,
  created_at timestamptz not null,
  activated_at timestamptz,
  disabled_at timestamptz,
  check ((role = 'admin') = (organisation_id is null)),
  check (activated_at is null or password_hash is not null)
);
create index accounts_by_organisation on accounts (organisation_id);

create table account_gates (
  account_id uuid not null references accounts on delete cascade,
  gate_id uuid not null references gates,
  primary key (account_id, gate_id)
);

-- Without an account: the link for the first admin, who chooses the names.
create table invitations (
  token_hash bytea primary key check (octet_length(token_hash) = 32),
  account_id uuid unique references accounts on delete cascade,
  expires_at timestamptz not null
);

create table devices (
  id uuid primary key,
  gate_id uuid not null references gates,
  name text not null check (char_length(name) between 2 and 60),
  paired_at timestamptz not null
);
create index devices_by_gate on devices (gate_id);

-- One open code per gate; a new one replaces it.
create table pairings (
  gate_id uuid primary key references gates,
  code_hash bytea not null unique check (octet_length(code_hash) = 32),
  expires_at timestamptz not null
);

create table sessions (
  id uuid primary key,
  token_hash bytea not null unique check (octet_length(token_hash) = 32),
  account_id uuid references accounts on delete cascade,
  device_id uuid references devices on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  check (num_nonnulls(account_id, device_id) = 1)
);
create index sessions_by_account on sessions (account_id);
create index sessions_by_device on sessions (device_id);
create index sessions_by_expiry on sessions (expires_at);

-- Tries since the last success. The name is kept as a hash: people type passwords into the wrong field.
create table sign_in_tries (
  name_hash bytea primary key check (octet_length(name_hash) = 32),
  tries integer not null,
  wait_until timestamptz,
  last_at timestamptz not null
);
create index sign_in_tries_by_time on sign_in_tries (last_at);

create table passkeys (
  id uuid primary key,
  account_id uuid not null references accounts on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz
);
create index passkeys_by_account on passkeys (account_id);

-- With an account: to add a passkey to it. Without: to sign in.
create table passkey_challenges (
  id uuid primary key,
  account_id uuid references accounts on delete cascade,
  challenge text not null,
  expires_at timestamptz not null
);
create index passkey_challenges_by_expiry on passkey_challenges (expires_at);
