import * as terms from './terms.ts';

/**
 * Our own wording of the context documents, reduced to what a DIVOC credential may hold. What each term means is as
 * published; a term that is not here makes a credential refused, so nothing else is needed.
 */
const scoped = { '@version': 1.1, '@protected': true };
const aliases = { id: '@id', type: '@type' };
const instant = { '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' };

const credentials = {
  ...scoped,
  ...aliases,
  VerifiableCredential: {
    '@id': 'https://www.w3.org/2018/credentials#VerifiableCredential',
    '@context': {
      ...scoped,
      ...aliases,
      cred: 'https://www.w3.org/2018/credentials#',
      credentialSubject: { '@id': 'cred:credentialSubject', '@type': '@id' },
      evidence: { '@id': 'cred:evidence', '@type': '@id' },
      ...definitions(terms.credentialTexts, { '@type': '@id' }),
      ...definitions(terms.credentialInstants, instant),
    },
  },
};

function definitions(names: readonly string[], rest: Readonly<Record<string, string>>): Record<string, object> {
  return Object.fromEntries(names.map((name) => [name, { '@id': `cred:${name}`, ...rest }]));
}

const address = { '@id': 'schema:PostalAddress', '@context': { ...scoped, ...terms.addressTerms } };
const verifier = { '@id': 'vac:verifier', '@context': { ...scoped, ...terms.verifierTerms } };
const facility = { '@id': 'vac:Facility', '@context': { ...scoped, ...terms.facilityTerms, address } };

const vaccination = {
  ...scoped,
  ...aliases,
  schema: 'https://schema.org/',
  vac: 'https://cowin.gov.in/credentials/vaccination/v2',
  ProofOfVaccinationCredential: {
    '@id': 'schema:ProofOfVaccinationCredential',
    '@context': { ...scoped, ...terms.proofOfVaccinationTerms },
  },
  Person: { '@id': 'schema:Person', '@context': { ...scoped, ...terms.personTerms, address } },
  Vaccination: {
    '@id': 'vac:Vaccination',
    '@context': { ...scoped, ...terms.vaccinationTerms, verifier, facility },
  },
};

const security = {
  '@version': 1.1,
  ...aliases,
  sec: 'https://w3id.org/security#',
  Ed25519Signature2018: 'sec:Ed25519Signature2018',
  RsaSignature2018: 'sec:RsaSignature2018',
  created: { '@id': 'http://purl.org/dc/terms/created', ...instant },
  assertionMethod: { '@id': 'sec:assertionMethod', '@type': '@id', '@container': '@set' },
  proofPurpose: { '@id': 'sec:proofPurpose', '@type': '@vocab' },
  verificationMethod: { '@id': 'sec:verificationMethod', '@type': '@id' },
};

/**
 * What takes the place of the addresses in a credential and in its proof. They are put in by value: nothing is fetched, and
 * no context that somebody else loaded under the same address in this process is ever met.
 */
export const credentialContexts: readonly object[] = [credentials, vaccination];
export const proofContext: object = security;
