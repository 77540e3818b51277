import { createPrivateKey, type KeyObject } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDemoIssuer, issueEuDcc } from '@gapura/credentials/issue';

const dayMs = 86_400_000;

export interface Person {
  readonly familyName: string;
  readonly givenName: string;
  readonly bornOn: string;
}

/** An issuer of real, signed EU DCCs that only the servers of a test trust. */
export interface TestIssuer {
  readonly certificatePem: string;
  /** A folder that holds the issuer's certificate, for `GAPURA_TRUST`. */
  readonly trustFolder: string;
  vaccinated(person: Person, doses: { number: number; of: number }): string;
}

export async function createTestIssuer(now: Date = new Date()): Promise<TestIssuer> {
  const { certificatePem, privateKeyPem, keyId } = createDemoIssuer({ country: 'ID', name: 'Test issuer', now });
  const key: KeyObject = createPrivateKey(privateKeyPem);
  const trustFolder = await mkdtemp(join(tmpdir(), 'gapura-trust-'));
  await writeFile(join(trustFolder, 'issuer.pem'), certificatePem);
  return {
    certificatePem,
    trustFolder,
    vaccinated(person, doses) {
      return issueEuDcc({
        payload: vaccination(person, doses, new Date(now.getTime() - 60 * dayMs)),
        key,
        keyId,
        issuer: 'ID',
        issuedAt: now,
        validUntil: new Date(now.getTime() + 180 * dayMs),
      });
    },
  };
}

function vaccination(person: Person, doses: { number: number; of: number }, givenAt: Date) {
  return {
    ver: '1.3.0',
    nam: {
      fn: person.familyName,
      gn: person.givenName,
      fnt: person.familyName.toUpperCase(),
      gnt: person.givenName.toUpperCase(),
    },
    dob: person.bornOn,
    v: [
      {
        tg: '840539006',
        vp: '1119305005',
        mp: 'CoronaVac',
        ma: 'Sinovac-Biotech',
        dn: doses.number,
        sd: doses.of,
        dt: givenAt.toISOString().slice(0, 10),
        co: 'ID',
        is: 'Test issuer',
        ci: `URN:UVCI:01:ID:${person.familyName}${person.givenName}`.toUpperCase(),
      },
    ],
  };
}

/** Person number `n` of a crowd; each is somebody else. */
export function personNumber(n: number): Person {
  const letters = Array.from(String(n).padStart(5, '0'), (digit) => String.fromCharCode(65 + Number(digit))).join('');
  return { familyName: `Warga${letters.toLowerCase()}`, givenName: 'Uji', bornOn: '1990-01-01' };
}
