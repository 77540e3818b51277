import { Readable } from 'node:stream';
import { BatchLine, CheckInRequest, Uuid, mostLinesInBatch } from '@gapura/contract';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { Type, type Static } from 'typebox';
import type { App } from '../http/app.ts';
import { invalid, mediaTypeUnsupported, problemOf } from '../http/error-handler.ts';
import { inTime } from '../http/in-time.ts';
import { Problem, preferredLanguage, presentProblem } from '../http/problem.ts';
import { createSlots } from '../http/slots.ts';
import { parseStrictJson } from '../http/strict-json.ts';
import { asReady, linesOf, type BodyLine } from './batch.ts';
import { checkIn } from './check-in.ts';
import { checkInBodyBytes } from './routes.ts';
import type { Visits } from './visits.ts';

const ndjson = 'application/x-ndjson';
const batchBodyBytes = 4 * 1024 * 1024;
/** Enough to fill calls of the queues, few enough that a batch does not crowd out people at the gate. */
const linesAtOnce = 64;
const batchesAtOnce = { total: 16, perAddress: 4, retryAfterSeconds: 2 };
const slowReaderMs = 30_000;

export interface BatchDeps {
  readonly visits: Visits;
  readonly countCheckIn: (outcome: string) => void;
}

/** Many independent check-ins in one request: for partners, and for gates that come back from working alone. */
export function batchRoutes(app: App, deps: BatchDeps): void {
  const slots = createSlots(batchesAtOnce);
  const held = new WeakMap<FastifyRequest, () => void>();
  // Before the body is read, since the bodies of very many would fill the memory.
  const takeSlot = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const done = slots.take(request.ip);
    held.set(request, done);
    reply.raw.once('close', () => (held.delete(request) ? done() : undefined));
  };
  void app.register(async (room: App) => {
    room.addContentTypeParser(ndjson, { parseAs: 'buffer' }, async (_request: unknown, body: Buffer) => body);
    room.post(
      '/check-ins/batch',
      {
        onRequest: takeSlot,
        bodyLimit: batchBodyBytes,
        schema: {
          tags: ['visits'],
          summary: `Up to ${mostLinesInBatch} independent check-ins, each line with an answer of its own`,
          description:
            'The body is NDJSON: each line is a `CheckInRequest` of at most 256 KiB. So is the answer: one line for each, in the ' +
            'order in which they are committed, while others are still under way. A line that is broken or refused spoils no ' +
            'other. Read while you send: whoever reads slowly is served slowly, and is let go after 30 seconds. After a ' +
            'connection that broke, send the lines without an answer again, with the same event ids.',
          consumes: [ndjson],
          body: Type.Unsafe<Buffer>({}),
          response: { 200: { description: 'Lines', content: { [ndjson]: { schema: BatchLine } } } },
        },
      },
      (request, reply) => {
        const done = held.get(request);
        held.delete(request);
        if (done === undefined) {
          // Whoever sent it has left already.
          reply.hijack();
        } else {
          answer(deps, request, reply, done);
        }
      },
    );
  });
}

function answer(deps: BatchDeps, request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  try {
    const lines = linesOf(readBody(request.body));
    const answers = Readable.from(writeLines(asReady(lines, linesAtOnce, (line) => answerLine(deps, request, line))));
    answers.once('close', done);
    reply.raw.setTimeout(slowReaderMs, () => reply.raw.destroy());
    void reply.type(ndjson).header('cache-control', 'no-store').send(answers);
  } catch (error) {
    done();
    throw error;
  }
}

function readBody(body: unknown): Buffer {
  if (!Buffer.isBuffer(body)) {
    throw mediaTypeUnsupported([ndjson]);
  }
  return body;
}

async function* writeLines(answers: AsyncIterable<readonly BatchLine[]>): AsyncGenerator<string> {
  for await (const ready of answers) {
    yield ready.map((each) => `${JSON.stringify(each)}\n`).join('');
  }
}

async function answerLine(deps: BatchDeps, request: FastifyRequest, { number, text }: BodyLine): Promise<BatchLine> {
  let eventId: string | null = null;
  try {
    const value = readLine(text);
    eventId = findEventId(request, value);
    const wanted = asCheckIn(request, value);
    const reply = await inTime(deps.visits.deps.pool, () => checkIn(deps.visits.deps, wanted));
    deps.countCheckIn(reply.outcome);
    return { line: number, eventId, reply, problem: null };
  } catch (error) {
    const problem = problemOf(error as FastifyError | Problem, request);
    const language = preferredLanguage(request.headers['accept-language']);
    return { line: number, eventId, reply: null, problem: presentProblem(problem, language) };
  }
}

/** @throws Problem body-too-large, body-not-json */
function readLine(text: Buffer): unknown {
  if (text.length > checkInBodyBytes) {
    throw new Problem('body-too-large');
  }
  return parseStrictJson(text);
}

const named = Type.Object({ eventId: Uuid });

/** Also of a line that does not fit, so that its sender knows which one it was. */
function findEventId(request: FastifyRequest, value: unknown): string | null {
  return request.compileValidationSchema(named, 'body')(value) ? (value as Static<typeof named>).eventId : null;
}

/** @throws Problem body-invalid */
function asCheckIn(request: FastifyRequest, value: unknown): CheckInRequest {
  const fits = request.compileValidationSchema(CheckInRequest, 'body');
  if (!fits(value)) {
    throw invalid('body-invalid', fits.errors ?? []);
  }
  return value as CheckInRequest;
}
