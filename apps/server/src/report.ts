/** The one way out for errors that no request is waiting for: a line for the operator, never a person's data. */
export function reportError(error: Error): void {
  console.error(`${new Date().toISOString()} ${error.name}: ${error.message}`);
}

/** Tells the operator what a start that takes longer is doing. */
export function reportProgress(line: string): void {
  console.log(line);
}
