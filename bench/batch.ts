import { buildCity } from './city.ts';
import { Crowd, mostSeen } from './crowd.ts';
import { median } from './load.ts';
import { report } from './result.ts';

/** Partners and gates that come back: batches of 500 check-ins, some at a time, each connection at a venue of its own. */
const linesPerBatch = 500;
const connections = 4;
const rounds = 5;

const city = await buildCity({ venues: connections * (rounds + 1) });
const crowd = new Crowd(city.issuer, mostSeen);

async function sendBatch(lines: readonly string[]): Promise<number> {
  const reply = await fetch(`${city.checkInRoute}/batch`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: lines.join('\n'),
  });
  const answers = (await reply.text()).split('\n').filter((line) => line.includes('"outcome":"admitted"'));
  if (answers.length !== lines.length) {
    throw new Error(`${reply.status}: ${answers.length} of ${lines.length} were admitted`);
  }
  return answers.length;
}

/** Everybody enters through this connection's venue, one batch after another. */
async function sendAll(gate: string, people: readonly number[]): Promise<number> {
  const bodies = people.map((person) => crowd.body(person, gate));
  let admitted = 0;
  for (let from = 0; from < bodies.length; from += linesPerBatch) {
    admitted += await sendBatch(bodies.slice(from, from + linesPerBatch));
  }
  return admitted;
}

async function measure(gates: readonly string[]): Promise<number> {
  const share = crowd.size / connections;
  const startedAt = performance.now();
  const admitted = await Promise.all(
    gates.map((gate, place) =>
      sendAll(
        gate,
        Array.from({ length: share }, (_, n) => place * share + n),
      ),
    ),
  );
  return admitted.reduce((sum, count) => sum + count, 0) / ((performance.now() - startedAt) / 1000);
}

try {
  const gates = [...city.gates];
  await measure(gates.splice(0, connections));
  const turns = [];
  for (let round = 0; round < rounds; round += 1) {
    const perSecond = await measure(gates.splice(0, connections));
    console.log(`${perSecond.toFixed(0)} admissions a second`);
    turns.push(perSecond);
  }
  await report('batch', { admissions_per_s: median(turns), lines_per_batch: linesPerBatch, connections });
} finally {
  await city.stop();
}
