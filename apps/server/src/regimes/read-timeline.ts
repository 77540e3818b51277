import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseRulePack, type RulePack } from '@gapura/screening';
import type { Queryable } from '../database/pool.ts';
import type { Timeline } from './regime.ts';
import { loadDocument, type Document } from './shipped-packs.ts';
import {
  listAreas,
  listLevels,
  listOrders,
  listPackSteps,
  listStoredPacks,
  listZones,
  type RecordedLevel,
  type RecordedPack,
} from './store.ts';

/** A rule pack with the two files that it was read from: phones read them again. */
export interface PackOnHand extends Document {
  readonly parsed: RulePack;
  readonly shipped: boolean;
}

/** @throws Error naming each fault of a shipped file; a server without sound rules must not start. */
export async function loadShippedPacks(): Promise<PackOnHand[]> {
  const folder = fileURLToPath(new URL('../../../../rules/', import.meta.url));
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.toSorted().map(async (name) => onHand(await loadDocument(folder, name), true)));
}

export function onHand(document: Document, shipped: boolean): PackOnHand {
  const parsed = parseRulePack(document.pack, document.limits);
  if (!parsed.ok) {
    const faults = parsed.errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
    throw new Error(`A rule pack cannot be used: ${faults}`);
  }
  return { ...document, parsed: parsed.pack, shipped };
}

const keyOf = ({ id, version }: { readonly id: string; readonly version: string }): string => `${id}@${version}`;

/** With the reasons and sources of what was entered, and everything that was read. */
export type FullTimeline = Timeline & {
  readonly levels: readonly RecordedLevel[];
  readonly packs: readonly RecordedPack[];
  readonly packsOnHand: ReadonlyMap<string, PackOnHand>;
  /** Of all venues: dates begin at another instant in each. */
  readonly zones: readonly string[];
};

/** Reads everything that decides what is in force; what was withdrawn is left out. */
export async function readTimeline(
  db: Queryable,
  { shipped, defaultPackId }: { readonly shipped: readonly PackOnHand[]; readonly defaultPackId: string },
): Promise<FullTimeline> {
  // One after the other: `db` may be a single client, which answers one question at a time.
  const areas = await listAreas(db);
  const levels = await listLevels(db);
  const packs = await listPackSteps(db);
  const orders = await listOrders(db);
  const stored = await listStoredPacks(db);
  const zones = await listZones(db);
  const packsOnHand = new Map(
    [...shipped, ...stored.map((document) => onHand(document, false))].map((pack) => [keyOf(pack.parsed), pack]),
  );
  const defaultPack = shipped.find(({ parsed }) => parsed.id === defaultPackId)?.parsed;
  if (defaultPack === undefined) {
    throw new Error(`There is no rule pack ${defaultPackId}.`);
  }
  const isStanding = ({ withdrawnAt }: { readonly withdrawnAt: Date | null }): boolean => withdrawnAt === null;
  return {
    areas: new Map(areas.map((area) => [area.code, area])),
    levels: levels.filter(isStanding),
    packs: packs.filter(isStanding),
    orders: orders.filter(isStanding),
    rulePacks: new Map([...packsOnHand].map(([key, { parsed }]) => [key, parsed])),
    packsOnHand,
    zones,
    defaultPack,
  };
}
