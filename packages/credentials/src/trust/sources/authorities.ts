import type { Bytes } from '../../bytes.ts';
import { CmsFault, decodeCms } from '../../cms/index.ts';
import { trustEntryFromAuthority } from '../trust-entry-from-authority.ts';
import {
  findMasterList,
  masterListsInLdif,
  openMasterList,
  type MasterList,
  type MasterListOptions,
} from './master-list.ts';
import { joinContents, sourceKey, type SourceContent, type SourceKey } from './source-key.ts';

interface Environment {
  readonly demo: boolean;
}

/**
 * Reads certificates of signing authorities (CSCA): PEM with one or several, one in DER or base64, an ICAO master list
 * (`.ml`), or an LDIF file of the ICAO directory that holds master lists. An authority may be in several lists.
 */
export function readAuthorities(content: Uint8Array, { demo }: Environment): SourceContent {
  const lists = unverifiedLists(content);
  const certificates = lists.length > 0 ? lists.flat() : splitPem(content);
  const note = 'The signature of a master list is not checked here: as “master-list” it is.';
  return { keys: keysOf(certificates, '', demo), notes: lists.length > 0 ? [note] : [] };
}

/**
 * Reads an ICAO master list whose signer is below one of the given authorities, or the lists of an LDIF file: those of
 * other states are named as refused there.
 * @throws CmsFault where there is no list that such a signer has signed
 */
export function readMasterLists(content: Uint8Array, options: MasterListOptions & Environment): SourceContent {
  const lists = masterListsInLdif(content);
  if (lists.length === 0) return contentOf(openMasterList(decodeCms(content), options), '', options);
  const faults: CmsFault[] = [];
  const contents = lists.map((list, index) => {
    const label = `list ${index + 1}`;
    try {
      return contentOf(openMasterList(decodeCms(list), options), `${label}, `, options);
    } catch (error) {
      if (!(error instanceof CmsFault)) throw error;
      faults.push(error);
      return { keys: [{ label, refusal: error.message }], notes: [] };
    }
  });
  if (faults[0] !== undefined && faults.length === lists.length) throw faults[0];
  return joinContents(contents);
}

function contentOf({ certificates, signer }: MasterList, prefix: string, { demo }: Environment): SourceContent {
  const { commonName, organization, country } = signer.certificate.subject;
  const time = signer.signedAtMs === null ? '' : `, by the own account at ${new Date(signer.signedAtMs).toISOString()}`;
  return {
    keys: keysOf(certificates, prefix, demo),
    notes: [`${prefix}signed by ${commonName || organization} (${country})${time}.`],
  };
}

function keysOf(certificates: readonly (string | Bytes)[], prefix: string, demo: boolean): SourceKey[] {
  return certificates.map((certificate, index) =>
    sourceKey(`${prefix}certificate ${index + 1}`, () => trustEntryFromAuthority(certificate, { demo })),
  );
}

function splitPem(content: Uint8Array): (string | Bytes)[] {
  const text = Buffer.from(content).toString('latin1');
  return text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? [new Uint8Array(content)];
}

function unverifiedLists(content: Uint8Array): Bytes[][] {
  const own = findMasterList(content);
  if (own !== undefined) return [own];
  return masterListsInLdif(content).flatMap((list) => {
    const found = findMasterList(list);
    return found === undefined ? [] : [found];
  });
}
