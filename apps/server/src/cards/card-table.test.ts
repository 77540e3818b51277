import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCardTable } from './card-table.ts';
import { CsvFailure, parseCsv } from '../csv/index.ts';

const now = new Date('2026-03-02T01:00:00Z');
const header = 'familyName;givenName;bornOn;vaccine;doseNumber;doseOf;givenOn;evidence';
const good = 'Sari;Made;1961-04-12;coronavac;2;2;2025-12-01;YB-123';
const read = (text: string | Buffer, mostAtOnce = 500) => readCardTable(Buffer.from(text), { mostAtOnce, now });
const faultsOf = (text: string | Buffer): string[] =>
  read(text).faults.map(({ line, field, code }) => [line, field, code].filter((part) => part !== null).join(' '));

const sari = {
  familyName: 'Sari',
  givenName: 'Made',
  bornOn: '1961-04-12',
  vaccine: 'coronavac',
  doseNumber: 2,
  doseOf: 2,
  givenOn: '2025-12-01',
  evidence: 'YB-123',
};

/** Names hold no digits. */
const nameOf = (n: number): string => String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26));

describe('a table of cards', () => {
  it.each([
    ['semicolons', `${header}\n${good}\n`],
    ['commas', `${header}\n${good}`.replaceAll(';', ',')],
    ['a byte order mark and CR LF', `\uFEFF${header}\r\n${good}\r\n`],
    ['the line in which Excel names the semicolon', `\uFEFFsep=;\r\n${header}\r\n${good}`],
    ['the line in which Excel names the comma', `SEP=,\n${`${header}\n${good}`.replaceAll(';', ',')}`],
    ['CR alone', `${header}\r${good}\r`],
    ['quotes', `${header}\n${good.replace('Sari', '"Sari"').replace('YB-123', '" YB-123 "')}`],
    ['empty lines', `${header}\n\n${good}\n;;;;;;;\n\n`],
    [
      'Indonesian titles and dates, in capitals',
      [
        'NAMA_KELUARGA;NAMA_DEPAN;TANGGAL_LAHIR;VAKSIN;DOSIS_KE;DARI_DOSIS;TANGGAL_VAKSIN;NOMOR_BUKTI',
        'Sari;Made;12/4/1961;CORONAVAC;2;2;01-12-2025;YB-123',
      ].join('\n'),
    ],
    [
      'other columns first',
      [header.split(';').toReversed().join(';'), good.split(';').toReversed().join(';')].join('\n'),
    ],
  ])('with %s says what it says', (_name, text) => {
    expect(read(text)).toEqual({ rows: 1, contents: [sari], faults: [] });
  });

  it.each([
    ['', '1 csv-empty'],
    ['\n\n', '1 csv-empty'],
    [header, '1 csv-empty'],
    ['sep=;', '1 csv-empty'],
    [`sep=;\n${header}\n${good};x`, '3 fields-uneven'],
    [`${header}\n"Sari;Made`, '2 csv-quote-open'],
    [`${header}\nSa"ri;Made`, '2 csv-quote-stray'],
    [`${header}\n"Sari"x;Made`, '2 csv-quote-stray'],
    [Buffer.from([0xff, 0xfe, 0x41, 0x00]), '1 csv-not-utf8'],
    [Buffer.from(`${header}\n${good.replace('Made', 'Mad\xe9')}`, 'latin1'), '1 csv-not-utf8'],
    [`${header}\n${good.replace('Made', 'Ma\0de')}`, '1 csv-not-utf8'],
    [header.replace('evidence', 'nik'), '1 nik column-unknown,1 evidence column-missing,1 csv-empty'],
    [`${header};vaksin\n${good};x`, '1 vaksin column-repeated'],
    [`${header}\n${good};x`, '2 fields-uneven'],
    [`${header}\n${good}\n${good}`, '3 row-repeated'],
    [`${header}\n${good}\n${good.replace('YB-123', 'YB-124').replace('Sari', 'SARI')}`, '3 dose-repeated'],
    [`${header}\n${good.replace('coronavac', '__proto__')}`, '2 vaccine vaccine-unknown'],
    [`${header}\n${good.replace(';2;2;', ';10;0;')}`, '2 doseNumber dose-invalid,2 doseOf dose-invalid'],
    [`${header}\n${good.replace('Sari', '')}`, '2 familyName field-empty'],
    [`${header}\n${good.replace('Sari', 'S'.repeat(81))}`, '2 familyName field-too-long'],
    [`${header}\n${good.replace('Sari', '=1+1')}`, '2 familyName name-not-latin'],
    [`${header}\n${good.replace('1961-04-12', '12 April 1961')}`, '2 bornOn date-unknown'],
    [`${header}\n${good.replace('YB-123', '3174011204610001')}`, '2 evidence looks-like-nik'],
    [`${header}\n${good.replace('Sari', '"Sa\nri"')}\nx`, '4 fields-uneven'],
  ])('%j: %s', (text, faults) => {
    const expected = faults.split(',');
    expect(faultsOf(text).slice(0, expected.length)).toEqual(expected);
    expect(read(text).contents).toEqual([]);
  });

  it('names columns as the file does', () => {
    const titles = 'Nama_Keluarga;nama_depan;tanggal_lahir;vaksin;dosis_ke;dari_dosis;tanggal_vaksin;nomor_bukti';
    expect(faultsOf(`${titles}\n${good.replace('Sari', '').replace(';2;2;', ';x;2;')}`)).toEqual([
      '2 Nama_Keluarga field-empty',
      '2 dosis_ke dose-invalid',
    ]);
    expect(faultsOf(`${titles}\n${good.replace('1961-04-12', '1961-02-30')}`)).toEqual([
      '2 tanggal_lahir date-unknown',
    ]);
    expect(faultsOf(`${titles.replace(';nomor_bukti', '')}\n${good}`)).toEqual(['1 nomor_bukti column-missing']);
  });

  it('names every fault in both languages, of all rows at once', () => {
    const { faults, rows } = read([header, good.replace('Sari', '1'), good, good.replace('2025', '2027')].join('\n'));
    expect(rows).toBe(3);
    expect(faults).toMatchObject([
      { line: 2, field: 'familyName', message: { id: expect.stringContaining('Latin'), en: expect.any(String) } },
      { line: 4, field: 'givenOn', code: 'date-in-future' },
    ]);
  });

  it('has 500 rows at most, and no more than may be issued at once', () => {
    const rowsOf = (count: number): string =>
      [
        header,
        ...Array.from({ length: count }, (_, n) => good.replace('Made', nameOf(n)).replace('123', String(1000 + n))),
      ].join('\n');
    expect(read(rowsOf(500)).contents).toHaveLength(500);
    expect(read(rowsOf(501)).faults).toMatchObject([{ code: 'csv-too-many-rows' }]);
    expect(read(rowsOf(61), 60).faults).toMatchObject([{ line: 1, code: 'rows-above-limit' }]);
  });

  it('is never read for long, and never throws, whatever is in it', () => {
    const started = performance.now();
    const hostile = [
      '"'.repeat(262_144),
      `${header}\n"${'a'.repeat(262_000)}`,
      ';'.repeat(262_144),
      '""'.repeat(131_072),
    ];
    hostile.forEach((text) => expect(read(text).faults.length).toBeGreaterThan(0));
    expect(performance.now() - started).toBeLessThan(10_000);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(read(Buffer.concat([Buffer.from(`${header}\n`), bytes])).contents).toEqual([]);
      }),
    );
  });
});

describe('parseCsv', () => {
  it('reads back whatever was written with quotes, with the lines on which rows begin', () => {
    const field = fc
      .string({ unit: fc.constantFrom('a', '"', ';', ',', '\n', '\r\n', ' b', 'é') })
      .map((text) => `x${text}x`);
    fc.assert(
      fc.property(fc.array(fc.tuple(field, field), { minLength: 1, maxLength: 8 }), (rows) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const written = rows.map((row) => row.map(quote).join(';'));
        const parsed = parseCsv(`a;b\n${written.join('\n')}`, { maxRows: 100 });
        expect(parsed.slice(1).map(({ fields }) => fields)).toEqual(rows);
        const linesOf = (text: string): number => text.split(/\r\n|\n/).length;
        rows.reduce((line, _row, index) => {
          expect(parsed[index + 1]?.line).toBe(line);
          return line + linesOf(written[index] ?? '');
        }, 2);
      }),
    );
  });

  it('stops at the limit', () => {
    expect(() => parseCsv('a\nb\nc', { maxRows: 2 })).toThrow(CsvFailure);
  });
});
