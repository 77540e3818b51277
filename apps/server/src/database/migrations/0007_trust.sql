-- Up Migration

-- The signed list of each kind that this installation took last. Going back to an older one is refused, also after a
-- restart: its signature is as good, and it knows nothing of who was removed since.
create table signed_lists (
  type text not null check (type in ('trust-list', 'revocation-list')),
  environment text not null check (environment in ('production', 'test')),
  number bigint not null check (number >= 1),
  -- SHA-256 of the content, base64url: another list of the same number is not the same list.
  digest text not null,
  taken_at timestamptz not null,
  primary key (type, environment)
);
