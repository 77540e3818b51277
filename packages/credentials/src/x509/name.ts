import type { Bytes } from '../bytes.ts';
import { DerReader, tags } from './der.ts';
import { decodeText, readObjectId } from './values.ts';

/** A distinguished name. Of attributes that occur several times the first counts. */
export interface DistinguishedName {
  /** The whole encoding, for comparisons. */
  readonly raw: Bytes;
  /** Upper case; empty where the name has none. */
  readonly country: string;
  readonly organization: string;
  readonly commonName: string;
}

const attributes = { country: '2.5.4.6', organization: '2.5.4.10', commonName: '2.5.4.3' } as const;

export function readName(outer: DerReader): DistinguishedName {
  const { raw, content } = outer.get(tags.sequence);
  const values = new Map<string, string>();
  const sets = new DerReader(content, 'name');
  while (!sets.isAtEnd) readAttributes(sets.open(tags.set), values);
  return {
    raw,
    country: (values.get(attributes.country) ?? '').toUpperCase(),
    organization: values.get(attributes.organization) ?? '',
    commonName: values.get(attributes.commonName) ?? '',
  };
}

function readAttributes(set: DerReader, values: Map<string, string>): void {
  do {
    const pair = set.open();
    const type = readObjectId(pair);
    const value = decodeText(pair.next()).trim().normalize('NFC');
    pair.end();
    if (!values.has(type)) values.set(type, value);
  } while (!set.isAtEnd);
}
