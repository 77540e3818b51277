/**
 * Ends the process with one sentence that says what to do.
 *
 * @param {string} sentence
 * @returns {never}
 */
export function giveUp(sentence) {
  console.error(`\nGapura cannot start: ${sentence}\n`);
  process.exit(1);
}
