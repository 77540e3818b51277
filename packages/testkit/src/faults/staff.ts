import { randomUUID } from 'node:crypto';
import type { DemoReply, Occupancy, RegimesReply } from '@gapura/contract';
import type { Answer, Ask } from '../history/index.ts';
import type { City, Scene } from './city.ts';
import { DoorClient, stateOf, type Reply } from './door-client.ts';

/** In the history a number of its own, beside those of the crowd. */
const staffNumber = 1_000;
export const area = '51.71';
const unanswered: Reply = { status: 0, retryAfter: undefined, body: {} };

interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: object | undefined;
}

/** An order in force. */
interface Order {
  readonly id: string;
  readonly venueId: string;
  readonly kind: 'close' | 'limit';
}

/** The admin of the demo, who may do what managers, officers and the authority do. Each act says what went wrong, if anything. */
export class Staff {
  readonly #city: City;
  readonly #door = new DoorClient();
  readonly #cookie: string;
  #order: Order | null = null;
  #ordersMade = 0;

  private constructor(city: City, cookie: string) {
    this.#city = city;
    this.#cookie = cookie;
  }

  static async signIn(city: City): Promise<Staff> {
    const origin = city.urls()[0] ?? '';
    const demo = (await (await fetch(`${origin}/api/v1/demo`)).json()) as DemoReply;
    const admin = demo.staff.find(({ role }) => role === 'admin');
    const reply = await fetch(`${origin}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ signInName: admin?.signInName, password: admin?.password }),
    });
    const [cookie] = reply.headers.getSetCookie();
    if (cookie === undefined) {
      throw new Error(`The demo's admin could not sign in: ${reply.status}.`);
    }
    return new Staff(city, cookie.split(';')[0] ?? '');
  }

  async moveLimit(scene: Scene): Promise<readonly string[]> {
    const body = { limit: 10 + this.#city.random.below(30), reason: 'Uji batas' };
    const reply = await this.#recordLook(scene, () => this.#send('PUT', `/venues/${scene.venue.id}/limit`, body));
    return expectStatus('a new limit', reply, [200]);
  }

  async moveLevel(): Promise<readonly string[]> {
    const level = this.#city.random.pick([1, 2, 3, 4, null]);
    const body = { area, level, from: null, reason: 'Uji tingkat', sourceUrl: null };
    return expectStatus('a new level', await this.#send('POST', '/level-changes', body), [201]);
  }

  /** The authority closes the venue or lowers its limit, in turn, and the next time takes that back. */
  async order(scene: Scene): Promise<readonly string[]> {
    if (this.#order !== null) {
      return this.#withdraw(scene, this.#order);
    }
    const venueId = scene.venue.id;
    const limit = 5 + this.#city.random.below(10);
    const what = this.#ordersMade % 2 === 0 ? ({ kind: 'close' } as const) : ({ kind: 'limit', limit } as const);
    this.#ordersMade += 1;
    const body = { venueId, ...what, from: null, until: null, reason: 'Uji perintah', sourceUrl: null };
    const action = what.kind === 'close' ? 'close' : 'look';
    const reply = await this.#recordOrder(scene, action, (url) =>
      this.#sendTo(url, { method: 'POST', path: '/orders', body }),
    );
    const { orders = [] } = reply.body as Partial<RegimesReply>;
    const id = orders.find((each) => each.venueId === venueId && each.withdrawnAt === null)?.id;
    this.#order = id === undefined ? null : { id, venueId, kind: what.kind };
    return expectStatus('an order', reply, [201]);
  }

  async #withdraw(scene: Scene, { id, venueId, kind }: Order): Promise<readonly string[]> {
    this.#order = null;
    const isOfScene = kind === 'close' && venueId === scene.venue.id;
    const reply = await this.#recordOrder(scene, isOfScene ? 'reopen' : 'look', (url) =>
      this.#sendTo(url, { method: 'DELETE', path: `/orders/${id}` }),
    );
    return expectStatus('an order taken back', reply, [200]);
  }

  /** Whoever comes after the answer to an order is met by it. */
  async #recordOrder(
    { venue, recorder }: Scene,
    action: 'close' | 'reopen' | 'look',
    send: (url: string) => Promise<Reply>,
  ): Promise<Reply> {
    const server = this.#city.random.pick(this.#city.urls());
    const ask: Ask = { venueId: venue.id, action, server, eventId: randomUUID(), body: '', persons: [] };
    const replies: Reply[] = [];
    await recorder.record(staffNumber, ask, async (): Promise<Answer> => {
      const reply = await send(server);
      replies.push(reply);
      return reply.status < 300 ? { outcome: 'ordered' } : { outcome: 'none', reason: String(reply.status) };
    });
    return replies[0] ?? unanswered;
  }

  /** One or two people more or fewer, or a number that somebody has counted; what cannot be is refused. */
  async correct(scene: Scene): Promise<readonly string[]> {
    const { random } = this.#city;
    const acts = [
      { act: 'add', kind: 'visitor', count: 1 + random.below(2) },
      { act: 'remove', kind: 'visitor', count: 1 + random.below(2) },
      { act: 'recount', inside: random.below(30) },
    ];
    const body = { eventId: randomUUID(), reason: 'Uji hitung', ...random.pick(acts) };
    const reply = await this.#recordLook(scene, () => this.#send('POST', `${this.#gateOf(scene)}/corrections`, body));
    return expectStatus('a correction', reply, [200, 201, 409, 422]);
  }

  /** A gate holds places for a moment and then reports how many it has admitted. */
  async lease(scene: Scene): Promise<readonly string[]> {
    const { random } = this.#city;
    const gate = this.#gateOf(scene);
    const leaseId = randomUUID();
    const body = { eventId: leaseId, places: 1 + random.below(4), minutes: 5 };
    const granted = await this.#recordLook(scene, () => this.#send('POST', `${gate}/leases`, body));
    const wrong = expectStatus('a lease', granted, [200, 201, 409]);
    const { lease } = granted.body as { lease?: { status: string } };
    if (lease?.status !== 'held') {
      return wrong;
    }
    const admitted = { eventId: randomUUID(), visitors: random.below(body.places + 1), employees: 0 };
    const returned = await this.#recordLook(scene, () =>
      this.#send('POST', `${gate}/leases/${leaseId}/return`, admitted),
    );
    return [...wrong, ...expectStatus('a returned lease', returned, [200, 201])];
  }

  #gateOf({ venue }: Scene): string {
    return `/gates/${venue.gates[0]}`;
  }

  /** The answer names the counter after the act; whoever is told it may rely on it. */
  async #recordLook({ venue, recorder }: Scene, send: () => Promise<Reply>): Promise<Reply> {
    const ask: Ask = { venueId: venue.id, action: 'look', eventId: randomUUID(), body: '', persons: [] };
    const replies: Reply[] = [];
    await recorder.record(staffNumber, ask, async (): Promise<Answer> => {
      const reply = await send();
      replies.push(reply);
      const { occupancy } = reply.body as { occupancy?: Occupancy };
      return reply.status < 300 && occupancy !== undefined
        ? { outcome: 'seen', state: stateOf(occupancy) }
        : { outcome: 'rejected', code: String(reply.status) };
    });
    return replies[0] ?? unanswered;
  }

  #send(method: string, path: string, body: object | undefined): Promise<Reply> {
    return this.#sendTo(this.#city.random.pick(this.#city.urls()), { method, path, body });
  }

  #sendTo(url: string, { method, path, body }: Request): Promise<Reply> {
    return this.#door.send(`${url}/api/v1${path}`, body, { method, headers: { cookie: this.#cookie } });
  }

  leave(): void {
    this.#door.close();
  }
}

function expectStatus(what: string, { status, body }: Reply, allowed: readonly number[]): readonly string[] {
  const { code = '' } = body as { code?: string };
  return allowed.includes(status) ? [] : [`${what} was answered by ${status} ${code}`.trim()];
}
