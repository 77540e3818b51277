import { describe, expect, it } from 'vitest';
import { emptyDraft, readDraft, type DraftFault, type RequestDraft } from './request-draft.ts';

const today = '2021-10-01';
const right: RequestDraft = {
  familyName: ' Sari ',
  givenName: 'Ni Made',
  bornOn: '1961-04-12',
  vaccine: 'coronavac',
  doseNumber: '2',
  doseOf: '2',
  givenOn: '2021-08-20',
  evidence: 'BK-1234/56',
};

describe('readDraft', () => {
  it('makes a request of what was typed', () => {
    expect(readDraft(right, today)).toEqual({
      content: { ...right, familyName: 'Sari', doseNumber: 2, doseOf: 2 },
    });
  });

  it('names everything that an empty form lacks', () => {
    const reading = readDraft(emptyDraft, today);
    expect('faults' in reading && Object.keys(reading.faults)).toEqual([
      'familyName',
      'bornOn',
      'vaccine',
      'givenOn',
      'evidence',
    ]);
  });

  it.each<[Partial<RequestDraft>, DraftFault]>([
    [{ familyName: 'Sari 2' }, 'name-not-latin'],
    [{ givenName: 'ᬫᬤᬾ' }, 'name-not-latin'],
    [{ bornOn: '1899-12-31' }, 'date-too-early'],
    [{ givenOn: '2021-10-02' }, 'date-in-future'],
    [{ bornOn: '2021-09-01' }, 'given-before-birth'],
    [{ doseNumber: '0' }, 'dose-invalid'],
    [{ evidence: '5171 0112 0461 0001' }, 'looks-like-nik'],
    [{ evidence: 'BK#1' }, 'evidence-invalid'],
  ])('refuses %j as %s', (change, fault) => {
    const reading = readDraft({ ...right, ...change }, today);
    expect('faults' in reading && Object.values(reading.faults)).toEqual([fault]);
  });
});
