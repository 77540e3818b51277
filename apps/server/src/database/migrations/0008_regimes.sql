-- Up Migration

-- Administrative areas by the codes of the Ministry of Home Affairs; a code begins with that of its parent.
create table areas (
  code text primary key check (code ~ '^[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?$'),
  name text not null,
  kind text not null check (kind in ('province', 'city', 'district', 'village')),
  parent_code text references areas
);

-- A level in force in an area from an instant on; null gives the area back to the one above.
create table level_changes (
  id uuid primary key,
  area_code text not null references areas,
  level smallint check (level between 1 and 4),
  from_at timestamptz not null,
  reason text not null,
  source_url text,
  entered_by uuid,
  entered_at timestamptz not null,
  withdrawn_at timestamptz
);
create index level_changes_by_area on level_changes (area_code, from_at);

-- The rule pack in force in an area from an instant on.
create table pack_changes (
  id uuid primary key,
  area_code text not null references areas,
  pack_id text not null,
  pack_version text not null,
  from_at timestamptz not null,
  reason text not null,
  source_url text,
  entered_by uuid,
  entered_at timestamptz not null,
  withdrawn_at timestamptz
);
create index pack_changes_by_area on pack_changes (area_code, from_at);

-- Packs that an authority added. A version is never changed: a correction is a new version.
create table rule_packs (
  id text not null,
  version text not null,
  pack jsonb not null,
  limits jsonb not null,
  entered_by uuid,
  entered_at timestamptz not null,
  primary key (id, version)
);

-- An authority's instruction to one venue.
create table venue_orders (
  id uuid primary key,
  venue_id uuid not null references venues,
  kind text not null check (kind in ('limit', 'close')),
  limit_total integer check (limit_total >= 0),
  from_at timestamptz not null,
  until_at timestamptz check (until_at > from_at),
  reason text not null,
  source_url text,
  entered_by uuid,
  entered_at timestamptz not null,
  withdrawn_at timestamptz,
  check ((kind = 'limit') = (limit_total is not null))
);
create index venue_orders_by_venue on venue_orders (venue_id, from_at);

-- Where a venue lies, and of which sector it is. Its own limit is what its manager set; the counter holds what is in
-- force: the least of that, of what the regulations allow, and of an order.
alter table venues add column area_code text references areas;
alter table venues add column sector text check (sector in ('non-essential', 'essential', 'critical'));
alter table venues add column own_limit integer check (own_limit >= 0);
alter table venues add column own_visitor_limit integer check (own_visitor_limit >= 0);
alter table venues add column own_employee_limit integer check (own_employee_limit >= 0);
update venues v
   set own_limit = c.limit_total, own_visitor_limit = c.limit_visitors, own_employee_limit = c.limit_employees
  from venue_counters c where c.venue_id = v.id;
alter table venues alter column own_limit set not null;

insert into areas (code, name, kind, parent_code) values
  ('51', 'Bali', 'province', null),
  ('51.71', 'Kota Denpasar', 'city', '51'),
  ('51.71.01', 'Denpasar Selatan', 'district', '51.71'),
  ('51.71.02', 'Denpasar Timur', 'district', '51.71'),
  ('51.71.03', 'Denpasar Barat', 'district', '51.71'),
  ('51.71.04', 'Denpasar Utara', 'district', '51.71'),
  ('51.71.01.1001', 'Serangan', 'village', '51.71.01'),
  ('51.71.01.1002', 'Pedungan', 'village', '51.71.01'),
  ('51.71.01.1003', 'Sesetan', 'village', '51.71.01'),
  ('51.71.01.1004', 'Panjer', 'village', '51.71.01'),
  ('51.71.01.1005', 'Renon', 'village', '51.71.01'),
  ('51.71.01.1006', 'Sanur', 'village', '51.71.01'),
  ('51.71.01.2007', 'Sidakarya', 'village', '51.71.01'),
  ('51.71.01.2008', 'Pemogan', 'village', '51.71.01'),
  ('51.71.01.2009', 'Sanur Kaja', 'village', '51.71.01'),
  ('51.71.01.2010', 'Sanur Kauh', 'village', '51.71.01'),
  ('51.71.02.1001', 'Kesiman', 'village', '51.71.02'),
  ('51.71.02.1002', 'Sumerta', 'village', '51.71.02'),
  ('51.71.02.1003', 'Dangin Puri', 'village', '51.71.02'),
  ('51.71.02.1004', 'Penatih', 'village', '51.71.02'),
  ('51.71.02.2005', 'Dangin Puri Klod', 'village', '51.71.02'),
  ('51.71.02.2006', 'Sumerta Kelod', 'village', '51.71.02'),
  ('51.71.02.2007', 'Kesiman Petilan', 'village', '51.71.02'),
  ('51.71.02.2008', 'Kesiman Kertalangu', 'village', '51.71.02'),
  ('51.71.02.2009', 'Sumerta Kaja', 'village', '51.71.02'),
  ('51.71.02.2010', 'Sumerta Kauh', 'village', '51.71.02'),
  ('51.71.02.2011', 'Penatih Dangin Puri', 'village', '51.71.02'),
  ('51.71.03.1001', 'Dauh Puri', 'village', '51.71.03'),
  ('51.71.03.1002', 'Pemecutan', 'village', '51.71.03'),
  ('51.71.03.1003', 'Padangsambian', 'village', '51.71.03'),
  ('51.71.03.2004', 'Padangsambian Klod', 'village', '51.71.03'),
  ('51.71.03.2005', 'Pemecutan Klod', 'village', '51.71.03'),
  ('51.71.03.2006', 'Dauh Puri Kauh', 'village', '51.71.03'),
  ('51.71.03.2007', 'Dauh Puri Klod', 'village', '51.71.03'),
  ('51.71.03.2008', 'Dauh Puri Kangin', 'village', '51.71.03'),
  ('51.71.03.2009', 'Tegal Harum', 'village', '51.71.03'),
  ('51.71.03.2010', 'Tegal Kertha', 'village', '51.71.03'),
  ('51.71.03.2011', 'Padangsambian Kaja', 'village', '51.71.03'),
  ('51.71.04.1001', 'Tonja', 'village', '51.71.04'),
  ('51.71.04.1002', 'Ubung', 'village', '51.71.04'),
  ('51.71.04.1003', 'Peguyangan', 'village', '51.71.04'),
  ('51.71.04.2004', 'Dangin Puri Kangin', 'village', '51.71.04'),
  ('51.71.04.2005', 'Dangin Puri Kauh', 'village', '51.71.04'),
  ('51.71.04.2006', 'Dangin Puri Kaja', 'village', '51.71.04'),
  ('51.71.04.2007', 'Pemecutan Kaja', 'village', '51.71.04'),
  ('51.71.04.2008', 'Dauh Puri Kaja', 'village', '51.71.04'),
  ('51.71.04.2009', 'Ubung Kaja', 'village', '51.71.04'),
  ('51.71.04.2010', 'Peguyangan Kaja', 'village', '51.71.04'),
  ('51.71.04.2011', 'Peguyangan Kangin', 'village', '51.71.04');
