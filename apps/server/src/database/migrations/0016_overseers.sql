-- Up Migration

-- Overseers act for an area and all that lies in it, and for no organisation.
alter table accounts add column area_code text references areas;
alter table accounts drop constraint accounts_role_check;
alter table accounts
  add constraint accounts_role_check check (role in ('officer', 'issuer', 'manager', 'overseer', 'admin'));
alter table accounts drop constraint accounts_check;
alter table accounts
  add constraint accounts_place_check check (
    (organisation_id is null) = (role in ('overseer', 'admin')) and (area_code is not null) = (role = 'overseer')
  );

-- Who took an entry back, beside who entered it.
alter table level_changes add column withdrawn_by uuid;
alter table pack_changes add column withdrawn_by uuid;
alter table venue_orders add column withdrawn_by uuid;
