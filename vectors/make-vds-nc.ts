/**
 * Writes vectors/vds-nc/*.json anew: `npx tsx --conditions=source vectors/make-vds-nc.ts`. The keys are made for the run
 * and thrown away, so the files differ each time; the expectations are written here by hand.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import * as certificates from '../packages/credentials/src/specimens-certificates.ts';
import * as seals from '../packages/credentials/src/specimens-vds-nc.ts';
import { specimenNow } from '../packages/credentials/src/specimens.ts';

const { createAuthority } = certificates;
const { createSealSigner, mintSeal, sealedTest, vaccinationSealWith } = seals;

const authority = createAuthority();
const rsaAuthority = createAuthority({ type: 'rsa' });
const pssAuthority = createAuthority({ type: 'rsa-pss' });
const spelledOut = createAuthority({ type: 'P-256', paramEncoding: 'explicit' });
const foreign = createAuthority({ country: 'SG' });
const past = createAuthority({ notAfter: new Date('2021-06-01T00:00:00Z') });
const twin = createAuthority({ keyId: authority.keyId });
const stranger = createAuthority();
const trust = [authority, rsaAuthority, pssAuthority, spelledOut, foreign, past].map(({ trustEntry }) => trustEntry);

const signer = createSealSigner(authority);
const genuine = mintSeal(signer);
const now = specimenNow.toISOString();

const folder = new URL('vds-nc/', import.meta.url);
mkdirSync(folder, { recursive: true });

function write(name: string, text: string, expected: string, changes: { trust?: object[]; now?: string } = {}): void {
  const vector = { name, text, now, trust, ...changes, expected };
  writeFileSync(new URL(`${name.replaceAll(' ', '-')}.json`, folder), `${JSON.stringify(vector, null, 1)}\n`);
}

function writeSigner(name: string, changes: seals.SealSignerChanges, expected: string): void {
  write(name, mintSeal(createSealSigner(authority, changes)), expected);
}

function writeSeal(name: string, mint: seals.SealMint, expected: string): void {
  write(name, mintSeal(signer, mint), expected);
}

write('vaccination', genuine, 'ok');
writeSeal('test', { data: sealedTest }, 'ok');
writeSigner('ES384', { type: 'P-384' }, 'ok');
writeSigner('ES512', { type: 'P-521' }, 'ok');
write('authority with RSA', mintSeal(createSealSigner(rsaAuthority)), 'ok');
write('authority with RSA-PSS', mintSeal(createSealSigner(pssAuthority)), 'ok');
write('authority whose curve is spelled out', mintSeal(createSealSigner(spelledOut)), 'ok');
write('key identifier shared by two authorities', genuine, 'ok', { trust: [twin.trustEntry, authority.trustEntry] });
writeSeal('dose number as text', { data: vaccinationSealWith({ dose: { seq: '2' } }) }, 'ok');
write('with space between', JSON.stringify(JSON.parse(genuine), null, 2), 'ok');
write('last moment', genuine, 'ok', { now: '2031-01-01T00:00:00.000Z' });

write('another JSON', '{"data":{"hdr":{"t":"icao.visa","is":"IDN","v":1}}}', 'unknown-prefix');
write('truncated', genuine.slice(0, 400), 'json-invalid');
write('member twice', genuine.replace('"msg":', '"msg":null,"msg":'), 'json-duplicate-key');
write('nested arrays', `{"data":${'['.repeat(2000)}`, 'json-too-deep');
writeSeal('algorithm PS256', { algorithm: 'PS256' }, 'algorithm-unsupported');
writeSeal('algorithm of a larger curve', { algorithm: 'ES384' }, 'algorithm-mismatch');
writeSeal('signature in standard base64', { zone: { sigvl: `${'+'.repeat(85)}A` } }, 'base64-invalid');
writeSeal('no certificate', { zone: { cer: undefined } }, 'certificate-invalid');
writeSeal('certificate cut short', { zone: { cer: seals.toBase64Url(signer.certificate.subarray(0, 300)) } }, 'certificate-invalid');
writeSigner('critical extension', { extensions: [certificates.extension('1.2.3.4', Uint8Array.of(5, 0), true)] }, 'certificate-invalid');

write('unknown authority', genuine, 'issuer-unknown', { trust: [stranger.trustEntry] });
writeSigner('copied name and key identifier', { signedBy: stranger }, 'chain-invalid');
writeSigner('no authority key identifier', { authorityKeyId: null }, 'chain-invalid');
writeSigner('issued by another signer', { signedBy: { ...authority, key: signer.key, type: 'P-256' } }, 'chain-invalid');
write('authority out of date', mintSeal(createSealSigner(past)), 'chain-invalid');
writeSigner('expired signer', { notAfter: new Date('2021-09-30T00:00:00Z') }, 'expired');
writeSigner('signer of tomorrow', { notBefore: new Date('2021-10-02T00:00:00Z') }, 'not-yet-valid');
writeSigner('signer of passports', { purposes: ['2.23.136.1.1.14.1'] }, 'key-usage');
writeSigner('signer without a purpose', { purposes: [] }, 'key-usage');
writeSigner('signer of another country', { country: 'SG' }, 'issuer-mismatch');
write('authority of another country', mintSeal(createSealSigner(foreign, { country: 'ID' })), 'issuer-mismatch');
writeSeal('header of another country', { data: vaccinationSealWith({ header: { is: 'SGP' } }) }, 'issuer-mismatch');
write('changed name', genuine.replace('NI LUH', 'NI MADE'), 'signature-invalid');
write('space in the name taken away', genuine.replace('SARI  NI', 'SARI NI'), 'signature-invalid');
writeSeal('signature of zeros', { signature: new Uint8Array(64) }, 'signature-invalid');
write('one moment late', genuine, 'expired', { now: '2031-01-01T00:00:00.001Z' });
writeSeal('dose number zero', { data: vaccinationSealWith({ dose: { seq: 0 } }) }, 'schema-invalid');
writeSeal('30 February', { data: vaccinationSealWith({ dose: { dvc: '2021-02-30' } }) }, 'schema-date');
writeSeal('no dose', { data: vaccinationSealWith({ event: { vd: [] } }) }, 'schema-no-entry');
