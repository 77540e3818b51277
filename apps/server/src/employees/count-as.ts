import type { PersonKind } from '@gapura/contract';
import { dateIn } from '@gapura/screening';
import { Problem } from '../http/problem.ts';
import { digestCode } from './badge-code.ts';
import type { EmployeesDeps } from './deps.ts';
import { hasLeft } from './present.ts';
import { RosterMemory } from './roster-memory.ts';
import { findBearers, type Bearer } from './store.ts';

/** As what somebody is counted, and the reason where that is not what they came as. */
export interface CountedAs {
  readonly kind: PersonKind;
  readonly rule: 'door.badge-unknown' | 'door.badge-expired' | 'door.badge-elsewhere' | 'door.badge-missing' | null;
  /** Names the employee of a badge that counts here; it is good for a pseudonym and nothing else. */
  readonly employeeId: string | null;
}

export interface Arrivals {
  /** As what those without a badge come. */
  readonly kind: PersonKind;
  readonly persons: readonly { readonly employeeCode?: string }[];
}

interface Office {
  readonly organisationId: string;
  readonly timeZone: string;
}

/** Decides at the door who counts as an employee. */
export interface EmployeeCounting {
  /** @throws Problem persons-repeated where one badge is shown for two persons */
  countAs(office: Office, arrivals: Arrivals, now: Date): Promise<readonly CountedAs[]>;
  /** Whether the organisation says who works for it, so that nobody can merely say so. */
  keepsRoster(office: Office, now: Date): Promise<boolean>;
}

const asVisitor = (rule: CountedAs['rule'] = null): CountedAs => ({ kind: 'visitor', rule, employeeId: null });

export function createEmployeeCounting({ pool, keys, clock }: EmployeesDeps): EmployeeCounting {
  const memory = new RosterMemory(pool, clock);
  const keepsRoster = ({ organisationId, timeZone }: Office, now: Date): Promise<boolean> =>
    memory.has(organisationId, dateIn(timeZone, now));

  const withoutBadge = async (office: Office, kind: PersonKind, now: Date): Promise<CountedAs> => {
    if (kind === 'visitor') {
      return asVisitor();
    }
    return (await keepsRoster(office, now)) ? asVisitor('door.badge-missing') : { kind, rule: null, employeeId: null };
  };

  return {
    keepsRoster,
    async countAs(office, { kind, persons }, now) {
      const codes = persons.flatMap(({ employeeCode }) => (employeeCode === undefined ? [] : [employeeCode]));
      if (new Set(codes).size < codes.length) {
        throw new Problem('persons-repeated', { detail: 'One badge is shown for two persons.' });
      }
      const others = await withoutBadge(office, codes.length === persons.length ? 'visitor' : kind, now);
      if (codes.length === 0) {
        return persons.map(() => others);
      }
      const digests = codes.map((code) => digestCode(keys.codes, code));
      const bearers = await findBearers(pool, digests);
      const byCode = new Map(codes.map((code, index) => [code, bearers.get(digests[index]?.toString('hex') ?? '')]));
      return persons.map(({ employeeCode }) =>
        employeeCode === undefined ? others : withBadge(byCode.get(employeeCode), office, now),
      );
    },
  };
}

function withBadge(bearer: Bearer | undefined, { organisationId, timeZone }: Office, now: Date): CountedAs {
  if (bearer === undefined) {
    return asVisitor('door.badge-unknown');
  }
  if (hasLeft(bearer.leavesOn, dateIn(timeZone, now))) {
    return asVisitor('door.badge-expired');
  }
  return bearer.organisationId === organisationId
    ? { kind: 'employee', rule: null, employeeId: bearer.id }
    : asVisitor('door.badge-elsewhere');
}
