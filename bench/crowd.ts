import { randomUUID } from 'node:crypto';
import { personNumber, type TestIssuer } from '@gapura/testkit';

/** Of so many certificates the server surely remembers each; see `create-verifier.ts`. */
export const mostSeen = 10_000;

/** People with a signed certificate each. A person has one open visit at a venue, so everybody goes to each once. */
export class Crowd {
  readonly #credentials: readonly string[];
  #arrivals = 0;

  constructor(issuer: TestIssuer, size: number) {
    console.log(`Signing ${size} certificates …`);
    this.#credentials = Array.from({ length: size }, (_, n) =>
      issuer.vaccinated(personNumber(n), { number: 2, of: 2 }),
    );
  }

  get size(): number {
    return this.#credentials.length;
  }

  /** The body of a check-in of one person at a gate. */
  body(person: number, gate: string | undefined): string {
    if (gate === undefined) {
      throw new Error(`Person ${person} has been everywhere: give the benchmark more venues.`);
    }
    const credential = this.#credentials[person % this.size] ?? '';
    return JSON.stringify({ eventId: randomUUID(), gate, kind: 'visitor', persons: [{ credentials: [credential] }] });
  }

  /** Everybody to the first gate, then everybody to the next; each call is the next arrival. */
  arriving(gates: readonly string[]): () => string {
    return () => {
      const arrival = this.#arrivals++;
      return this.body(arrival, gates[Math.floor(arrival / this.size)]);
    };
  }

  /** Each person to another gate, as many at each; `round` 0, 1, 2 … sends everybody to a gate not seen before. */
  spreading(gates: readonly string[], round: number): () => string {
    let person = 0;
    return () => {
      const gate = gates[(person + round * Math.ceil(this.size / gates.length + 1)) % gates.length];
      return this.body(person++, gate);
    };
  }
}
