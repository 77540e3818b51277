/** As many failures as one line of the log names. */
const mostNamed = 5;

/**
 * Works on one after another, and goes on where one fails, so that it hides no other.
 * @throws what failed, when all have had their turn
 */
export async function eachInTurn<Item>(items: Iterable<Item>, work: (item: Item) => Promise<unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    await work(item).catch((error: unknown) => failures.push(error));
  }
  if (failures.length === 1) {
    throw failures[0];
  }
  if (failures.length > 1) {
    const named = failures.slice(0, mostNamed).map(messageOf).join('; ');
    throw new AggregateError(failures, `${failures.length} failures: ${named}`);
  }
}

/** Takes each step although one before it fails. @throws what failed, when all have been taken */
export function stepsInTurn(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  return eachInTurn(steps, async (step) => step());
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
