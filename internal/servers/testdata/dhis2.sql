-- The tables of a DHIS2 that hold aggregate figures, as far as a portal asks for them, with rows of our own.
create table organisationunit (
  organisationunitid bigint primary key, uid varchar(11) unique not null, code varchar(50), name varchar(230) not null,
  parentid bigint references organisationunit, path varchar(255), hierarchylevel int, translations jsonb default '[]');
create table dataelement (dataelementid bigint primary key, uid varchar(11) unique not null, name varchar(230) not null, valuetype varchar(50));
create table categoryoptioncombo (categoryoptioncomboid bigint primary key, uid varchar(11) unique not null, name varchar(255));
create table periodtype (periodtypeid int primary key, name varchar(50));
create table period (periodid bigint primary key, periodtypeid int references periodtype, startdate date, enddate date);
create table datavalue (
  dataelementid bigint references dataelement, periodid bigint references period, sourceid bigint references organisationunit,
  categoryoptioncomboid bigint references categoryoptioncombo, attributeoptioncomboid bigint,
  value varchar(50000), storedby varchar(255), created timestamp, lastupdated timestamptz, comment varchar(50000), followup boolean, deleted boolean not null,
  primary key (dataelementid, periodid, sourceid, categoryoptioncomboid, attributeoptioncomboid));

insert into organisationunit values
  (1, 'ouProv00001', '99',           'Provinsi Uji',      null, '/ouProv00001', 1),
  (2, 'ouKab000001', '99.01',        'Kabupaten Uji',     1, '/ouProv00001/ouKab000001', 2),
  (3, 'ouKecUtara1', '99.01.01',     'Utara',             2, '/ouProv00001/ouKab000001/ouKecUtara1', 3),
  (4, 'ouKecSlatan', '99.01.02',     'Selatan',           2, '/ouProv00001/ouKab000001/ouKecSlatan', 3),
  (5, 'ouDesaHulu1', '99.01.01.2001', 'Hulu',             3, '/ouProv00001/ouKab000001/ouKecUtara1/ouDesaHulu1', 4),
  (6, 'ouDesaTgh01', '99.01.01.2002', 'Tengah, Baru',     3, '/ouProv00001/ouKab000001/ouKecUtara1/ouDesaTgh01', 4),
  (7, 'ouDesaHilir', '99.01.02.2001', 'Hilir',            4, '/ouProv00001/ouKab000001/ouKecSlatan/ouDesaHilir', 4),
  (51, 'ouPosMawar1', 'P51', 'Posyandu Mawar',  5, '/ouProv00001/ouKab000001/ouKecUtara1/ouDesaHulu1/ouPosMawar1', 5),
  (52, 'ouPosMelat1', 'P52', 'Posyandu Melati', 5, '/ouProv00001/ouKab000001/ouKecUtara1/ouDesaHulu1/ouPosMelat1', 5),
  (61, 'ouPosKenan1', 'P61', 'Posyandu Kenanga', 6, '/ouProv00001/ouKab000001/ouKecUtara1/ouDesaTgh01/ouPosKenan1', 5),
  (71, 'ouPosDahli1', 'P71', 'Posyandu Dahlia', 7, '/ouProv00001/ouKab000001/ouKecSlatan/ouDesaHilir/ouPosDahli1', 5);
insert into dataelement values
  (10, 'Kx4BumilAnc', 'Ibu hamil K4', 'INTEGER_POSITIVE'), (11, 'sAsBumil001', 'Sasaran ibu hamil', 'INTEGER_POSITIVE'),
  (20, 'tBcObati001', 'TB diobati', 'NUMBER'), (21, 'sAsTbTerdg1', 'Sasaran TB', 'NUMBER'), (30, 'caTatan0001', 'Catatan', 'TEXT');
insert into categoryoptioncombo values (1, 'cocMuda0001', '<20 tahun'), (2, 'cocDewasa01', '20 tahun ke atas');
insert into periodtype values (1, 'Monthly'), (2, 'Yearly');
insert into period values
  (100, 2, '2024-01-01', '2024-12-31'), (107, 1, '2024-07-01', '2024-07-31'), (108, 1, '2024-08-01', '2024-08-31'), (109, 1, '2024-09-01', '2024-09-30');

-- What is to be served in a year, by desa.
insert into datavalue select e.id, 100, e.ou, 1, 1, e.v, 'admin', '2024-01-05', '2024-01-05 02:00:00+00', null, false, false
from (values (11, 5, '120'), (11, 6, '90.0'), (11, 7, '150'), (21, 5, '60'), (21, 6, '45'), (21, 7, '75')) as e (id, ou, v);
-- What was done, by posyandu and age. The last change is on 10 October, one in the morning, in western Indonesia.
insert into datavalue select e.id, e.p, e.ou, e.c, 1, e.v, 'bidan', '2024-10-01', '2024-10-09 18:00:00+00', e.note, false, e.gone
from (values
  (10, 107, 51, 1, '4', null, false), (10, 107, 51, 2, '16', 'susulan', false), (10, 107, 52, 2, '11', null, false), (10, 107, 61, 2, '18', null, false), (10, 107, 71, 2, '29', null, false),
  (10, 108, 51, 1, '5', null, false), (10, 108, 51, 2, '15', null, false), (10, 108, 52, 2, '12.0', null, false), (10, 108, 61, 2, '17', null, false), (10, 108, 71, 2, '31', null, false),
  (10, 109, 51, 2, '21', null, false), (10, 109, 52, 2, '13', null, false), (10, 109, 61, 2, '0', null, false), (10, 109, 71, 1, '6', null, false), (10, 109, 71, 2, '24', null, false),
  (10, 109, 52, 1, '9999', 'salah ketik', true),
  (20, 107, 51, 2, '12', null, false), (20, 107, 61, 2, '11', null, false), (20, 107, 71, 2, '14', null, false),
  (20, 108, 51, 2, '13', null, false), (20, 108, 61, 2, '10', null, false), (20, 108, 71, 2, '15', null, false),
  (20, 109, 51, 2, '11', null, false), (20, 109, 61, 2, 'tidak ada', null, false), (20, 109, 71, 2, '16', null, false),
  (30, 109, 51, 2, 'stok habis', null, false)
) as e (id, p, ou, c, v, note, gone);

-- A warehouse with the same figures, and registers.
create table fakta_layanan (bulan date, indikator text, kode_desa text, dilayani numeric(12, 3), sasaran int);
insert into fakta_layanan
select p.startdate, case de.dataelementid when 10 then 'bumil' else 'tb' end, desa.code, dv.value::numeric,
  (select t.value::numeric::int from datavalue t where t.sourceid = desa.organisationunitid and t.dataelementid = de.dataelementid + 1)
from datavalue dv join dataelement de using (dataelementid) join period p using (periodid)
join organisationunit ou on ou.organisationunitid = dv.sourceid join organisationunit desa on desa.uid = split_part(ou.path, '/', 5)
where de.dataelementid in (10, 20) and not dv.deleted and dv.value ~ '^[0-9.]+$';
create table wilayah (kode text, induk text, tingkat text, nama text, penduduk int, puskesmas text);
insert into wilayah values
  ('99.01', '99', 'kabkota', 'Kabupaten Uji', 9000, null), ('99.01.01', '99.01', 'kecamatan', 'Utara', 6000, null),
  ('99.01.01.2001', '99.01.01', 'desa', 'Hulu', 3500, '9900001'), ('99.01.01.2002', '99.01.01', 'desa', 'Tengah, Baru', 2500, '9900001'),
  ('99.01.02', '99.01', 'kecamatan', 'Selatan', null, null), ('99.01.02.2001', '99.01.02', 'desa', 'Hilir', 3000, '9900002');
create table faskes (kode text, nama text, jenis text, kecamatan text, telepon text, aktif boolean, lat double precision, lon real);
insert into faskes values
  ('9900001', 'Puskesmas Utara', 'puskesmas', '99.01.01', '0763-31234', true, 0.912345, 102.5), ('9900002', 'Puskesmas "Selatan"', 'puskesmas', '99.01.02', null, true, 0.75, 102.625);
create table pasien (nik text, nama text, catatan text, kode_desa text);
insert into pasien select '99010145079000' || to_char(n, 'FM00'), 'Orang', 'NIK 1401014507900001 a.n. Orang Rahasia', '99.01.01.2001' from generate_series(1, 40) as n;
create function diam_diam() returns int language sql as $$ insert into wilayah values ('x') returning 1 $$;

create role terang login password 'rahasia:Sekali/9';
grant select, insert, update, delete on all tables in schema public to terang;
create role tamu login password 'tamu';
