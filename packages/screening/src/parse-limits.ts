import { Fields, type Fault } from './fields.ts';
import { readInForce, readSource, readSourceOf, refuseTwins } from './read-members.ts';
import type { Category, Limit, RulePack } from './rule-pack.ts';

type Parsed = Pick<RulePack, 'categories' | 'limits'>;

/** Reads the categories of venues and what the regulations allow of their capacity; they must belong to this pack. */
export function parseLimits(json: unknown, pack: string, errors: Fault[]): Parsed {
  const fields = new Fields(json, 'limits:', errors);
  if (fields.getText('pack') !== pack) fields.fault('pack', `must be ${pack}`);
  const sources = fields.getList('sources', readSource);
  const categories = fields.getList('categories', readCategory);
  const limits = fields.getList('limits', (limit) => readLimit(limit, { sources, categories }));
  fields.end();
  refuseTwins(fields, 'sources', sources);
  refuseTwins(fields, 'categories', categories);
  return { categories, limits };
}

function readCategory(fields: Fields): Category {
  return {
    id: fields.getMatching('id', /^[a-z]+(?:-[a-z]+)*$/u, 'government-office'),
    names: fields.getTexts('names'),
    longestStayMinutes: fields.getInteger('longestStayMinutes', { min: 1, max: 10_080 }),
  };
}

interface Known {
  readonly sources: RulePack['sources'];
  readonly categories: readonly Category[];
}

function readLimit(fields: Fields, { sources, categories }: Known): Limit {
  return {
    categories: readCategoryIds(fields, categories),
    level: fields.getOneOf('level', [1, 2, 3, 4]),
    persons: fields.getOneOf('persons', ['everybody', 'visitors', 'employees']),
    percent: fields.getInteger('percent', { min: 0, max: 100 }),
    ...readInForce(fields),
    ...readSourceOf(fields, sources),
    ...readConditions(fields),
  };
}

function readCategoryIds(fields: Fields, categories: readonly Category[]): string[] {
  return fields.getItems('categories').flatMap((wanted, index) => {
    const found = categories.find(({ id }) => id === wanted);
    if (found === undefined) fields.fault(`categories/${index}`, 'must be the id of one of the categories');
    return found === undefined ? [] : [found.id];
  });
}

function readConditions(fields: Fields): Pick<Limit, 'sector' | 'closesAt' | 'longestStayMinutes' | 'note'> {
  return {
    ...(fields.has('sector') && { sector: fields.getOneOf('sector', ['non-essential', 'essential', 'critical']) }),
    ...(fields.has('closesAt') && {
      closesAt: fields.getMatching('closesAt', /^(?:[01]\d|2[0-3]):[0-5]\d$/u, '21:00'),
    }),
    ...(fields.has('longestStayMinutes') && {
      longestStayMinutes: fields.getInteger('longestStayMinutes', { min: 1, max: 10_080 }),
    }),
    ...(fields.has('note') && { note: fields.getText('note') }),
  };
}
