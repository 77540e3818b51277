import type { Colour, GateReply, Reason } from '@gapura/contract';
import type { Facts, TrustStore, Violation } from '@gapura/credentials';
import { admissionOf, findRule, identityOf, screen, type RulePack } from '@gapura/screening';
import { VerifiedCredentials } from './verified-credentials.ts';

export interface Screened {
  readonly colour: Colour;
  readonly reasons: readonly Reason[];
  readonly admission: 'admitted' | 'review' | 'refused';
  /** The holder as the credentials name them, to be turned into a pseudonym at once; null without a genuine credential. */
  readonly identity: string | null;
}

export interface Screening {
  screenPerson(credentials: readonly string[], timeZone: string, now: Date): Promise<Screened>;
  /** The holder of the first genuine credential. */
  findIdentity(credentials: readonly string[], now: Date): Promise<string | null>;
  findReason(rule: string): Reason | null;
  readonly asks: Pick<GateReply['asks'], 'rulePack' | 'rules'>;
}

export function createScreening(deps: { trust: TrustStore; rules: RulePack }): Screening {
  const { rules } = deps;
  const verified = new VerifiedCredentials(deps.trust);
  const verifyAll = async (credentials: readonly string[], now: Date) => {
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
  };
  return {
    async screenPerson(credentials, timeZone, now) {
      const { facts, violations } = await verifyAll(credentials, now);
      const { colour, reasons } = screen({ facts, violations, rules, now, timeZone });
      const first = facts[0];
      return { colour, reasons, admission: admissionOf(colour, rules), identity: first ? identityOf(first) : null };
    },
    async findIdentity(credentials, now) {
      const { facts } = await verifyAll(credentials, now);
      return facts[0] ? identityOf(facts[0]) : null;
    },
    findReason: (rule) => findRule(rules, rule),
    asks: { rulePack: rules.id, rules: rules.rules.map(({ id, colour, texts }) => ({ rule: id, colour, texts })) },
  };
}
