import { expect, it } from 'vitest';
import { readScan } from './read-scan.ts';

it.each(['8999909028234', 'susu kental manis', 'https://gapura.example/g/8F3KQ2ZT7M', ' ', '0123456789ABCDEF0'])(
  'takes %j for no certificate, so that nobody is refused for it',
  (text) => expect(readScan(text, undefined)).toEqual({ is: 'misread' }),
);

it.each(['HC1:6BF+70790T9WJWG.FKY*4GO0', 'shc:/5676290952432060346029', 'NZCP:/1/2KCE', 'B64:UEsDBA==', '{"data":{}}'])(
  'leaves %j to the server, genuine or not',
  (text) => expect(readScan(text, undefined)).toEqual({ is: 'certificate', text }),
);

it('knows a badge', () => {
  expect(readScan('https://gapura.example/badge#0123456789ABCDEF', undefined)).toEqual({ is: 'badge' });
});

it('collects the codes of one certificate', () => {
  const first = readScan('shc:/1/2/5676', undefined);
  expect(first).toMatchObject({ is: 'part', partial: { total: 2 } });
  const partial = first.is === 'part' ? first.partial : undefined;
  expect(readScan('shc:/2/2/2909', partial)).toEqual({ is: 'certificate', text: 'shc:/56762909' });
  expect(readScan('8999909028234', partial)).toEqual({ is: 'misread' });
});
