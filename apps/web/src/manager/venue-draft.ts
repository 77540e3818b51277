import type { GateRequest, ManagedVenue, VenueChangeRequest, VenueRequest } from '@gapura/contract';

/** A new venue as it is typed in; nothing is a number yet. */
export interface VenueDraft {
  organisationId: string;
  name: string;
  category: string;
  address: string;
  /** The area whose rules hold; empty where none is chosen. */
  area: string;
  timeZone: string;
  capacity: string;
  /** Empty: the same as the capacity. */
  limit: string;
  visitorLimit: string;
  employeeLimit: string;
  isAlwaysOpen: boolean;
  opensAt: string;
  closesAt: string;
  gates: readonly GateRequest[];
}

/** Wrong entries by the name of their control; each names the text that says what to do. */
export type DraftErrors = Partial<Record<string, DraftError>>;
export type DraftError = 'organisation' | 'name' | 'category' | 'capacity' | 'limit' | 'part' | 'hours' | 'gate';

export const timeZones = ['Asia/Makassar', 'Asia/Jakarta', 'Asia/Jayapura'] as const;

export function emptyDraft(gateName: string, organisationId = ''): VenueDraft {
  return {
    organisationId,
    name: '',
    category: '',
    address: '',
    area: '',
    timeZone: timeZones[0],
    capacity: '',
    limit: '',
    visitorLimit: '',
    employeeLimit: '',
    isAlwaysOpen: false,
    opensAt: '08:00',
    closesAt: '17:00',
    gates: [{ name: gateName, direction: 'both' }],
  };
}

const largestCount = 1_000_000;

/** A whole number as people type it, with or without the dots or commas of thousands. */
export function parseCount(text: string): number | undefined {
  const digits = text.trim().replace(/(?<=\d)[.,\s](?=\d{3}(?:\D|$))/g, '');
  const count = /^\d{1,7}$/.test(digits) ? Number(digits) : undefined;
  return count !== undefined && count <= largestCount ? count : undefined;
}

export type DraftReading = { readonly request: VenueRequest } | { readonly errors: DraftErrors };

/** The request that a draft makes, or all that is wrong with it at once. */
export function readDraft(draft: VenueDraft): DraftReading {
  const capacity = parseCount(draft.capacity);
  const limit = draft.limit.trim() === '' ? capacity : parseCount(draft.limit);
  const visitorLimit = parsePart(draft.visitorLimit);
  const employeeLimit = parsePart(draft.employeeLimit);
  const errors = findErrors(draft, { capacity, limit, visitorLimit, employeeLimit });
  if (Object.keys(errors).length > 0 || capacity === undefined || limit === undefined) return { errors };
  const { organisationId, category, area, timeZone } = draft;
  return {
    request: {
      organisationId,
      name: draft.name.trim(),
      category,
      address: draft.address.trim(),
      area: area === '' ? null : area,
      timeZone,
      capacity,
      limit,
      visitorLimit: visitorLimit ?? null,
      employeeLimit: employeeLimit ?? null,
      ...hoursOf(draft),
      gates: draft.gates.map(({ name, direction }) => ({ name: name.trim(), direction })),
    },
  };
}

/** What may be corrected of a venue that is there, as a draft. */
export function draftOf({ name, address, opensAt, closesAt }: ManagedVenue): VenueDraft {
  const hours = opensAt === null || closesAt === null ? { isAlwaysOpen: true } : { opensAt, closesAt };
  return { ...emptyDraft(''), name, address, ...hours };
}

export type DetailsReading = { readonly change: VenueChangeRequest } | { readonly errors: DraftErrors };

export function readDetails(draft: VenueDraft): DetailsReading {
  const errors: DraftErrors = {
    ...(isNameWrong(draft.name) && { name: 'name' }),
    ...(areHoursWrong(draft) && { opensAt: 'hours' }),
  };
  return Object.keys(errors).length > 0
    ? { errors }
    : { change: { name: draft.name.trim(), address: draft.address.trim(), ...hoursOf(draft) } };
}

function hoursOf({ isAlwaysOpen, opensAt, closesAt }: VenueDraft): Pick<VenueRequest, 'opensAt' | 'closesAt'> {
  return isAlwaysOpen ? { opensAt: null, closesAt: null } : { opensAt, closesAt };
}

const areHoursWrong = ({ isAlwaysOpen, opensAt, closesAt }: VenueDraft): boolean =>
  !isAlwaysOpen && (opensAt === '' || closesAt === '');

/** Nothing typed is no limit; `undefined` is no number. */
function parsePart(text: string): number | null | undefined {
  return text.trim() === '' ? null : parseCount(text);
}

interface Counts {
  capacity: number | undefined;
  limit: number | undefined;
  visitorLimit: number | null | undefined;
  employeeLimit: number | null | undefined;
}

function findErrors(draft: VenueDraft, { capacity, limit, visitorLimit, employeeLimit }: Counts): DraftErrors {
  const isCapacityWrong = capacity === undefined || capacity === 0;
  const found: [string, DraftError, boolean][] = [
    ['organisationId', 'organisation', draft.organisationId === ''],
    ['name', 'name', isNameWrong(draft.name)],
    ['category', 'category', draft.category === ''],
    ['capacity', 'capacity', isCapacityWrong],
    ['limit', 'limit', !isCapacityWrong && (limit === undefined || limit > capacity)],
    ['visitorLimit', 'part', visitorLimit === undefined],
    ['employeeLimit', 'part', employeeLimit === undefined],
    ['opensAt', 'hours', areHoursWrong(draft)],
    ...draft.gates.map(({ name }, index): [string, DraftError, boolean] => [`gate${index}`, 'gate', isNameWrong(name)]),
  ];
  return Object.fromEntries(found.filter(([, , isWrong]) => isWrong).map(([name, error]) => [name, error]));
}

export function isNameWrong(name: string): boolean {
  const { length } = name.trim();
  return length < 2 || length > 120;
}
