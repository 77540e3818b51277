import type { Colour, Outlook, PersonKind, Reason } from '@gapura/contract';
import type { Facts, Violation } from '@gapura/credentials';
import {
  findRule,
  identityOf,
  outlookOf,
  screen,
  screenParty,
  type Circumstances,
  type Decision,
  type Exposure,
  type PartyMember,
  type RulePack,
} from '@gapura/screening';
import { heldUntil } from './held-until.ts';
import type { RulesAhead } from '../venues/index.ts';
import { RememberedDecisions } from './remembered-decisions.ts';
import { VerifiedCredentials, type Trusted } from './verified-credentials.ts';

export interface Screened {
  readonly colour: Colour;
  readonly reasons: readonly Reason[];
  readonly admission: 'admitted' | 'review' | 'refused';
  /** The holder as the credentials name them, to be turned into a pseudonym at once; null without a genuine credential. */
  readonly identity: string | null;
  /** What would turn somebody green who is not admitted; null where there is nothing to tell. */
  readonly outlook: Outlook | null;
}

export interface Screening {
  /** People who enter together, in their order. */
  screenParty(persons: readonly ScreenedPerson[], where: ScreeningPlace): Promise<readonly Screened[]>;
  /** What rules would say about one person at any instant. Credentials are verified as of today; no case or contact counts. */
  tryRules(person: ScreenedPerson, where: ScreeningPlace, today: Date): Promise<Decision>;
  /** Everybody whom a genuine credential among these names. */
  findIdentities(credentials: readonly string[], now: Date): Promise<readonly string[]>;
  /**
   * Until when an answer of `screenParty` holds, at most until `latest`, if nothing but time goes on. Nothing is verified again.
   */
  heldUntil(answer: readonly Screened[], where: ScreeningPlace, latest: Date): Date;
  /** What rules say of cases and contacts alone, whatever certificates there may be. */
  judgeExposures(exposures: readonly Exposure[], where: ScreeningPlace): Decision;
  /** The holder of the first genuine credential. */
  findIdentity(credentials: readonly string[], now: Date): Promise<string | null>;
  findReason(rule: string): Reason | null;
}

export interface ScreenedPerson {
  readonly credentials: readonly string[];
  /** Of somebody without a credential, as said: `YYYY-MM-DD`. */
  readonly bornOn?: string;
  /** Where it differs from the party's. */
  readonly kind?: PersonKind;
}

/** Where and when somebody is screened, and by which rules; null: nobody knows them, so nobody enters. */
export interface ScreeningPlace extends Pick<Circumstances, 'now' | 'timeZone' | 'kind' | 'category' | 'level'> {
  readonly rules: RulePack | null;
  /** As now for ever where it is not given. */
  readonly ahead?: RulesAhead;
}

export interface ScreeningDeps {
  readonly trust: Trusted;
  /** Every pack that a stored decision may have been made by. */
  readonly packs: () => Iterable<RulePack>;
  /** What the health authority entered about a person, by the identity that credentials give. */
  readonly exposuresOf: (identity: string) => readonly Exposure[];
}

export function createScreening({ trust, packs, exposuresOf }: ScreeningDeps): Screening {
  const verified = new VerifiedCredentials(trust);
  const remembered = new RememberedDecisions<Screened>();
  /** Who was not admitted, as verified, for as long as the answer to them is at hand. */
  const membersByAnswer = new WeakMap<readonly Screened[], readonly Member[]>();
  const verifyAll = (credentials: readonly string[], now: Date) => verifyEach(verified, credentials, now);
  const membersOf = (persons: readonly ScreenedPerson[], now: Date) =>
    Promise.all(persons.map(async ({ credentials, ...said }) => memberOf(await verifyAll(credentials, now), said)));
  return {
    async screenParty(persons, where) {
      const members = await membersOf(persons, where.now);
      const answer = answerTo(members, where);
      if (answer.some(({ admission }) => admission !== 'admitted')) {
        membersByAnswer.set(answer, members);
      }
      return answer;
    },
    async tryRules({ credentials, ...said }, where, today) {
      return screen({ ...(await verifyAll(credentials, today)), ...said, ...where });
    },
    findIdentities,
    heldUntil(answer, where, latest) {
      const members = membersByAnswer.get(answer);
      if (members === undefined) {
        throw new TypeError('Only an answer of this screening that does not admit everybody is held.');
      }
      return answer.every(({ admission }) => admission === 'refused') ? latest : heldUntil(members, where, latest);
    },
    judgeExposures: (exposures, where) => screen({ facts: [], exposures, ...where }),
    async findIdentity(credentials, now) {
      const [first = null] = await findIdentities(credentials, now);
      return first;
    },
    findReason(rule) {
      for (const pack of packs()) {
        const found = findRule(pack, rule);
        if (found !== null) {
          return found;
        }
      }
      return null;
    },
  };

  function answerTo(members: readonly Member[], where: ScreeningPlace): readonly Screened[] {
    const [only, another] = members;
    if (only === undefined || another !== undefined || hasMoreThanCertificates(only)) {
      return screenParty(members, where).map((decision, index) => screened(decision, members[index] ?? nobody, where));
    }
    const question = { ...only, now: where.now, circumstances: circumstancesWithOutlook(where) };
    return [remembered.get(question, () => screened(screen({ ...only, ...where }), only, where))];
  }

  async function findIdentities(credentials: readonly string[], now: Date): Promise<string[]> {
    const { facts } = await verifyAll(credentials, now);
    return [...new Set(facts.map(identityOf))];
  }

  function memberOf(read: Verified, said: Pick<ScreenedPerson, 'bornOn' | 'kind'>): Member {
    const first = read.facts[0];
    const identity = first === undefined ? null : identityOf(first);
    return { ...read, ...said, identity, exposures: identity === null ? [] : exposuresOf(identity) };
  }
}

interface Verified {
  readonly facts: readonly Facts[];
  readonly violations: readonly Violation[];
}

async function verifyEach(verified: VerifiedCredentials, credentials: readonly string[], now: Date): Promise<Verified> {
  const facts: Facts[] = [];
  const violations: Violation[] = [];
  for (const verification of await Promise.all(credentials.map((text) => verified.verify(text, now)))) {
    if (verification.ok) {
      facts.push(verification.facts);
    } else {
      violations.push(verification.violation);
    }
  }
  return { facts, violations };
}

type Member = PartyMember & Verified & { readonly identity: string | null; readonly exposures: readonly Exposure[] };

const nobody: Member = { facts: [], violations: [], exposures: [], identity: null };

/** What else than the certificate counts is not remembered with it. */
function hasMoreThanCertificates({ exposures, bornOn }: Member): boolean {
  return exposures.length > 0 || bornOn !== undefined;
}

function screened(decision: Decision, member: Member, where: ScreeningPlace): Screened {
  const outlook = decision.admission === 'admitted' ? null : findOutlook(member, where);
  return { ...decision, identity: member.identity, outlook };
}

function findOutlook(member: Member, where: ScreeningPlace): Outlook | null {
  const { greenFrom, afterBlack, needs } = outlookOf({ ...where, ...member, ...where.ahead });
  if (greenFrom === null && afterBlack === null && needs.length === 0) return null;
  return { greenFrom, ...(afterBlack !== null && { afterBlack }), needs: needs.map((need) => ({ ...need })) };
}

/** Whatever a decision depends on besides the credential and the minute. */
export function circumstancesOf({ rules, timeZone, category, level, kind }: Omit<ScreeningPlace, 'now'>): string {
  return [rules?.id, rules?.version, timeZone, category, level, kind].join(' ');
}

/** An outlook depends also on what comes later. */
function circumstancesWithOutlook(where: ScreeningPlace): string {
  return `${circumstancesOf(where)} ${where.ahead?.key ?? ''}`;
}
