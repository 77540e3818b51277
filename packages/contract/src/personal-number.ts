const dates = /\b(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})\b/g;
/** Phone numbers have nine digits and more, identity numbers sixteen; what stands between digits hides neither. */
const longRun = /\d(?:[\s().+/-]*\d){8}/;

/** Whether a text that somebody wrote holds what looks like an identity or phone number. Dates do not count. */
export function holdsPersonalNumber(text: string): boolean {
  return longRun.test(text.replace(dates, 'x'));
}
