import { isCalendarDate } from './calendar.ts';
import type { Source } from './decision.ts';
import type { Fields } from './fields.ts';

export function readSource(fields: Fields): Source & { readonly id: string } {
  const id = fields.getText('id');
  const title = fields.getText('title');
  return fields.has('url')
    ? { id, title, url: fields.getMatching('url', /^https:\/\/\S+$/u, 'https://…') }
    : { id, title };
}

/** A rule and a limit name their source by its id. */
export function readSourceOf(
  fields: Fields,
  sources: readonly (Source & { readonly id: string })[],
): { source?: Source } {
  if (!fields.has('source')) return {};
  const wanted = fields.getText('source');
  const found = sources.find(({ id }) => id === wanted);
  if (found === undefined) {
    fields.fault('source', 'must be the id of one of the sources');
    return {};
  }
  const { id: _, ...source } = found;
  return { source };
}

export function readInForce(fields: Fields): { inForceFrom: string; inForceUntil: string | null } {
  const inForceFrom = readDate(fields, 'inForceFrom');
  const inForceUntil = fields.find('inForceUntil') === null ? null : readDate(fields, 'inForceUntil');
  if (inForceUntil !== null && inForceUntil <= inForceFrom) fields.fault('inForceUntil', 'must be after inForceFrom');
  return { inForceFrom, inForceUntil };
}

function readDate(fields: Fields, name: string): string {
  const date = fields.getText(name);
  if (date !== '' && !isCalendarDate(date)) fields.fault(name, 'must be a calendar date, YYYY-MM-DD');
  return date;
}

/** Reports an id that an earlier item has too. */
export function refuseTwins(fields: Fields, name: string, items: readonly { readonly id: string }[]): void {
  items.forEach(({ id }, index) => {
    const first = items.findIndex((item) => item.id === id);
    if (id !== '' && first < index) fields.fault(`${name}/${index}/id`, `is the id of ${name}/${first} too`);
  });
}
