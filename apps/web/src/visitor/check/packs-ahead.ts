import type { RulePackDocument, VenueRulesReply } from '@gapura/contract';

/** The rule packs that come into force later, by `id@version`. */
export type PacksAhead = Readonly<Record<string, RulePackDocument>>;

/** Beside this page an earlier version of the server may still answer, which does not say what is ahead. */
export function withAhead(rules: Omit<VenueRulesReply, 'ahead'> & Partial<VenueRulesReply>): VenueRulesReply {
  return { ...rules, ahead: rules.ahead ?? [] };
}

/** The packs that are entered for later; mostly there is none. One that cannot be had is left out. */
export async function loadPacks(
  { ahead }: Pick<VenueRulesReply, 'ahead'>,
  load: (id: string, version: string) => Promise<RulePackDocument>,
): Promise<PacksAhead> {
  const named = new Map(ahead.flatMap(({ pack }) => (pack === null ? [] : [[`${pack.id}@${pack.version}`, pack]])));
  const loaded = await Promise.all(
    [...named].map(async ([name, { id, version }]) => {
      const document = await load(id, version).catch(() => null);
      return document === null ? [] : [[name, document] as const];
    }),
  );
  return Object.fromEntries(loaded.flat());
}
