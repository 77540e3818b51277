/**
 * The terms of DIVOC's vaccination credential with the property that each stands for: an interface, rebuilt here from its
 * definition. Every context document that issuers name has these terms or fewer, and a term that a credential does not
 * use changes nothing, so one table serves all of them.
 */
type Terms = Readonly<Record<string, string>>;

export const addressTerms: Terms = {
  streetAddress: 'schema:streetAddress',
  streetAddress2: 'vac:addressLine2',
  city: 'vac:city',
  district: 'vac:district',
  addressRegion: 'schema:addressRegion',
  postalCode: 'schema:postalCode',
  addressCountry: 'schema:addressCountry',
};

export const personTerms: Terms = {
  refId: 'schema:id',
  uhid: 'schema:id',
  name: 'schema:name',
  age: 'schema:Number',
  dob: 'schema:date',
  gender: 'schema:gender',
  sex: 'schema:gender',
  nationality: 'schema:nationality',
};

/** Several terms stand for the same property: see decision 10 for what follows. */
export const vaccinationTerms: Terms = {
  certificateId: 'schema:id',
  feedbackUrl: 'schema:url',
  infoUrl: 'schema:url',
  batch: 'schema:id',
  vaccine: 'schema:id',
  manufacturer: 'schema:id',
  icd11Code: 'schema:id',
  prophylaxis: 'schema:name',
  date: 'schema:date',
  effectiveStart: 'schema:date',
  effectiveUntil: 'schema:date',
  dose: 'schema:doseValue',
  totalDoses: 'schema:doseValue',
};

export const verifierTerms: Terms = { id: 'schema:id', name: 'schema:name', 'sign-image': 'schema:image' };
export const facilityTerms: Terms = { name: 'schema:name', 'seal-image': 'schema:image' };
export const proofOfVaccinationTerms: Terms = { nonTransferable: 'vac:nonTransferable' };

/** Of the W3C Verifiable Credentials Data Model 1.0: the members whose values are texts. */
export const credentialTexts = ['issuer', 'holder'] as const;
export const credentialInstants = ['issuanceDate', 'issued', 'expirationDate', 'validFrom', 'validUntil'] as const;

export const credentialsContext = 'https://www.w3.org/2018/credentials/v1';

/** The names under which India, the DIVOC project, Sri Lanka and Indonesia publish the vaccination context. */
export const vaccinationContexts: ReadonlySet<string> = new Set([
  'https://cowin.gov.in/credentials/vaccination/v1',
  'https://cowin.gov.in/credentials/vaccination/v2',
  'https://divoc.prod/vaccine/credentials/vaccination/v1',
  'https://divoc.lgcc.gov.lk/credentials/vaccination/v1',
  'https://divoc.lgcc.gov.lk/credentials/vaccination/v2',
  'https://www.pedulilindungi.id/credentials/vaccination/v2',
]);
