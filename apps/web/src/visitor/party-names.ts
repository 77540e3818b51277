const mostNames = 4;

/** The names of a party for one line; of a large one the first few and how many more there are. */
export function partyNames(names: readonly string[]): readonly string[] {
  const known = names.filter(Boolean);
  return known.length > mostNames ? [...known.slice(0, mostNames - 1), `+${known.length - mostNames + 1}`] : known;
}
