import { readCredential, type Facts } from '@gapura/credentials';
import type { ScreenOptions } from '@gapura/screening';
import { personNumber, type TestIssuer } from '@gapura/testkit';

export type Arrival = Omit<ScreenOptions, 'rules'>;

const count = 2_000;
const dayMs = 86_400_000;
const now = new Date();

/** The mix of a day: of twenty people 16 have two doses; one each has none, one, a booster besides, met a case. */
export async function arrivals(issuer: TestIssuer): Promise<Arrival[]> {
  return Promise.all(Array.from({ length: count }, (_unused, index) => arrival(issuer, index)));
}

async function arrival(issuer: TestIssuer, index: number): Promise<Arrival> {
  const factsOf = async (number: number): Promise<Facts> => {
    const reading = await readCredential(issuer.vaccinated(personNumber(index), { number, of: Math.max(2, number) }));
    if (!reading.ok) throw new Error(reading.violation.code);
    return reading.facts;
  };
  const where = { now, timeZone: 'Asia/Makassar', category: 'mall', level: 3 };
  switch (index % 20) {
    case 0:
      return { ...where, facts: [] };
    case 1:
      return { ...where, facts: [await factsOf(1)] };
    case 2:
      return { ...where, facts: [await factsOf(2), await factsOf(3)] };
    case 3: {
      const on = new Date(now.getTime() - 5 * dayMs).toISOString().slice(0, 10);
      return { ...where, facts: [await factsOf(2)], exposures: [{ kind: 'contact', on }] };
    }
    default:
      return { ...where, facts: [await factsOf(2)] };
  }
}
