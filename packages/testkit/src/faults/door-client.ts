import { Agent, request, type IncomingMessage } from 'node:http';
import type { CheckInReply, CheckOutReply, Occupancy, OccupancyReply, ProblemReply, VisitPass } from '@gapura/contract';
import type { Answer, SeenState } from '../history/index.ts';

export interface Reply {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: unknown;
}

/** Longer than any answer of the server takes, its own limits included. */
const usualPatienceMs = 20_000;

interface How {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function readReply(reply: IncomingMessage): Promise<Reply> {
  const parts: Buffer[] = [];
  for await (const part of reply) {
    parts.push(part as Buffer);
  }
  const body: unknown = JSON.parse(Buffer.concat(parts).toString());
  return { status: reply.statusCode ?? 0, retryAfter: reply.headers['retry-after'], body };
}

/** Connections of one crowd; they are kept, as phones and turnstiles keep theirs. */
export class DoorClient {
  readonly #agent: Agent;
  readonly #patienceMs: number;

  constructor({ maxSockets = 512, patienceMs = usualPatienceMs } = {}) {
    this.#agent = new Agent({ keepAlive: true, maxSockets });
    this.#patienceMs = patienceMs;
  }

  /** @throws when no whole answer arrives */
  send(
    url: string,
    body?: object,
    { method = body === undefined ? 'GET' : 'POST', headers = {} }: How = {},
  ): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const type = body === undefined ? {} : { 'content-type': 'application/json' };
      const options = { agent: this.#agent, method, headers: { ...headers, ...type } };
      const sent = request(url, options, (reply) => void readReply(reply).then(resolve, reject));
      sent.setTimeout(this.#patienceMs, () => sent.destroy(new Error(`no answer within ${this.#patienceMs} ms`)));
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

export function stateOf({ seq, visitors, employees, leased, limit }: Occupancy): SeenState {
  return { seq, visitors, employees, leased, limit };
}

/** An error of the server means unknown; one of the client's own making means that nothing was done. */
function answerOfFailure({ status, body }: Reply): Answer {
  const { code = String(status) } = body as Partial<ProblemReply>;
  return status < 500 ? { outcome: 'rejected', code } : { outcome: 'none', reason: code };
}

export function answerOfCheckIn(reply: Reply, keep: (pass: VisitPass) => void = () => undefined): Answer {
  if (reply.status !== 200) {
    return answerOfFailure(reply);
  }
  const { outcome, persons, occupancy } = reply.body as CheckInReply;
  const state = stateOf(occupancy);
  if (outcome === 'refused') {
    return { outcome, rules: persons.map(doorRuleOf), state };
  }
  if (outcome !== 'admitted') {
    return { outcome, state };
  }
  const passes = persons.flatMap(({ visit }) => (visit === null ? [] : [visit]));
  passes.forEach(keep);
  return { outcome, visits: passes.map(({ id }) => id), state };
}

function doorRuleOf({ reasons }: CheckInReply['persons'][number]): string | null {
  return reasons.map(({ rule }) => rule).find((rule) => rule.startsWith('door.')) ?? null;
}

export function answerOfCheckOut(reply: Reply): Answer {
  if (reply.status !== 200) {
    return answerOfFailure(reply);
  }
  const [visit] = (reply.body as CheckOutReply).visits;
  return visit === undefined
    ? { outcome: 'rejected', code: 'visit-unknown' }
    : { outcome: 'left', state: stateOf(visit.occupancy) };
}

export function answerOfLook(reply: Reply): Answer {
  return reply.status === 200
    ? { outcome: 'seen', state: stateOf((reply.body as OccupancyReply).occupancy) }
    : answerOfFailure(reply);
}
