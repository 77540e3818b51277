import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import { countOpenStreams } from '../live/index.ts';
import type { App } from './app.ts';
import { createMetricsReader } from './metrics-of-all.ts';

type Readings = readonly { readonly label: string; readonly value: number }[];

/** A gauge whose values are read when somebody asks for the metrics. */
export interface GaugeReading {
  readonly name: string;
  readonly help: string;
  readonly label: string;
  read(): Readings | Promise<Readings>;
}

/** What is counted where it happens. */
export interface Measures {
  countCheckIn(outcome: string): void;
}

/** Prometheus metrics at `/metrics`. Labels are routes and outcomes, never codes, ids or people. */
export function measure(app: App, gauges: readonly GaugeReading[] = []): Measures {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'gapura_http_request_seconds',
    help: 'Time to answer, by route and status.',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  const checkIns = new Counter({
    name: 'gapura_check_ins_total',
    help: 'Answered check-ins by outcome.',
    labelNames: ['outcome'],
    registers: [registry],
  });
  const streams = new Gauge({
    name: 'gapura_open_streams',
    help: 'Live streams open now.',
    registers: [],
    collect() {
      this.set(countOpenStreams());
    },
  });
  registry.registerMetric(streams);
  gauges.forEach((gauge) => registry.registerMetric(gaugeOf(gauge)));
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    seconds.observe({ route, method: request.method, status: reply.statusCode }, reply.elapsedTime / 1000);
  });
  app.addHook('preSerialization', async (request, _reply, payload) => {
    if (request.routeOptions.url === '/api/v1/check-ins' && isOutcome(payload)) {
      checkIns.inc({ outcome: payload.outcome });
    }
    return payload;
  });
  const read = createMetricsReader(registry);
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await read()),
  );
  return { countCheckIn: (outcome) => checkIns.inc({ outcome }) };
}

function gaugeOf(reading: GaugeReading): Gauge {
  const { name, help, label } = reading;
  return new Gauge({
    name,
    help,
    labelNames: [label],
    registers: [],
    // Every process of a machine reads the same.
    aggregator: 'max',
    async collect() {
      // What cannot be read now, as while the database is away, is left out; the other metrics are still told.
      const values = await Promise.resolve(reading.read()).catch(() => []);
      this.reset();
      values.forEach((each) => this.set({ [label]: each.label }, each.value));
    },
  });
}

function isOutcome(payload: unknown): payload is { outcome: string } {
  return typeof payload === 'object' && payload !== null && 'outcome' in payload;
}
