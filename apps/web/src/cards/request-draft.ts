import type { CardContent } from '@gapura/contract';
import { vaccines, type VaccineId } from '@gapura/contract/vaccines';

/** What a card is to say, as it is typed in; nothing is a number yet. */
export type RequestDraft = { readonly [Name in keyof CardContent]: string };

/** What is wrong with an entry; the first ones have the codes of the server. */
export type DraftFault =
  | 'name-not-latin'
  | 'date-unknown'
  | 'date-too-early'
  | 'date-in-future'
  | 'given-before-birth'
  | 'looks-like-nik'
  | 'evidence-invalid'
  | 'name-missing'
  | 'vaccine-missing'
  | 'dose-invalid';
export type DraftFaults = Partial<Record<keyof CardContent, DraftFault>>;

export const emptyDraft: RequestDraft = {
  familyName: '',
  givenName: '',
  bornOn: '',
  vaccine: '',
  doseNumber: '1',
  doseOf: '2',
  givenOn: '',
  evidence: '',
};

const earliestBirth = '1900-01-01';
const earliestVaccination = '2020-01-01';
const nik = /(?:\d[\s./-]?){16}/;
const evidenceForm = /^[\p{Script=Latin}\d](?:[\p{Script=Latin}\d ./-]*[\p{Script=Latin}\d])?$/u;
const nameForm = /^[\p{Script=Latin}\p{M} .,'’-]{1,80}$/u;

export type DraftReading = { readonly content: CardContent } | { readonly faults: DraftFaults };

/** The request that a draft makes, or all that is wrong with it at once. `today` is YYYY-MM-DD; the server has the last word. */
export function readDraft(draft: RequestDraft, today: string): DraftReading {
  const faults = findFaults(draft, today);
  if (Object.keys(faults).length > 0 || !isVaccine(draft.vaccine)) return { faults };
  return {
    content: {
      familyName: draft.familyName.trim(),
      givenName: draft.givenName.trim(),
      bornOn: draft.bornOn,
      vaccine: draft.vaccine,
      doseNumber: Number(draft.doseNumber),
      doseOf: Number(draft.doseOf),
      givenOn: draft.givenOn,
      evidence: draft.evidence.trim(),
    },
  };
}

function findFaults(draft: RequestDraft, today: string): DraftFaults {
  const bornOn = findDateFault(draft.bornOn, earliestBirth, today);
  const givenOn =
    findDateFault(draft.givenOn, earliestVaccination, today) ??
    (draft.givenOn < draft.bornOn ? 'given-before-birth' : undefined);
  const found: [keyof CardContent, DraftFault | undefined][] = [
    ['familyName', findNameFault(draft.familyName.trim(), 'name-missing')],
    ['givenName', findNameFault(draft.givenName.trim(), undefined)],
    ['bornOn', bornOn],
    ['vaccine', isVaccine(draft.vaccine) ? undefined : 'vaccine-missing'],
    ['doseNumber', findDoseFault(draft.doseNumber)],
    ['doseOf', findDoseFault(draft.doseOf)],
    ['givenOn', givenOn],
    ['evidence', findEvidenceFault(draft.evidence.trim())],
  ];
  return Object.fromEntries(found.filter(([, fault]) => fault !== undefined));
}

function isVaccine(text: string): text is VaccineId {
  return Object.hasOwn(vaccines, text);
}

function findNameFault(name: string, missing: DraftFault | undefined): DraftFault | undefined {
  if (name === '') return missing;
  return nameForm.test(name) ? undefined : 'name-not-latin';
}

function findDoseFault(text: string): DraftFault | undefined {
  return /^[1-9]$/.test(text) ? undefined : 'dose-invalid';
}

/** The browser's date control gives nothing for a date that does not exist. */
function findDateFault(date: string, earliest: string, latest: string): DraftFault | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return 'date-unknown';
  if (date < earliest) return 'date-too-early';
  return date > latest ? 'date-in-future' : undefined;
}

function findEvidenceFault(evidence: string): DraftFault | undefined {
  if (nik.test(evidence)) return 'looks-like-nik';
  return evidence.length >= 3 && evidenceForm.test(evidence) ? undefined : 'evidence-invalid';
}
