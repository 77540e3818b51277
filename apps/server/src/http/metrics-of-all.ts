import cluster from 'node:cluster';
import { randomUUID } from 'node:crypto';
import { AggregatorRegistry, type Registry } from 'prom-client';

const answerWithinMs = 5_000;

interface Question {
  readonly askedMetrics: string;
}

interface Answer {
  readonly metricsFor: string;
  readonly text: string | null;
}

/** In the process that started the others: whichever of them is asked for metrics gets those of all, added up. */
export function answerMetricsOfAll(): void {
  const all = new AggregatorRegistry();
  cluster.on('message', (worker, message: Partial<Question> | null) => {
    const question = message?.askedMetrics;
    if (question !== undefined) {
      all.clusterMetrics().then(
        (text) => worker.send({ metricsFor: question, text } satisfies Answer),
        () => worker.send({ metricsFor: question, text: null } satisfies Answer),
      );
    }
  });
}

/** The metrics of this process; of all that share its port where another one started them. */
export function createMetricsReader(registry: Registry): () => Promise<string> {
  if (!cluster.isWorker) {
    return () => registry.metrics();
  }
  AggregatorRegistry.setRegistries(registry);
  // Answers the process that adds up.
  void new AggregatorRegistry();
  return async () => (await ask()) ?? registry.metrics();
}

/** Null when the other process gives no answer in time. */
function ask(): Promise<string | null> {
  const question = randomUUID();
  return new Promise((resolve) => {
    const finish = (text: string | null): void => {
      clearTimeout(timer);
      process.off('message', listen);
      resolve(text);
    };
    const listen = (message: unknown): void => {
      const answer = message as Partial<Answer> | null;
      if (answer?.metricsFor === question) {
        finish(answer.text ?? null);
      }
    };
    const timer = setTimeout(() => finish(null), answerWithinMs);
    process.on('message', listen);
    process.send?.({ askedMetrics: question } satisfies Question);
  });
}
