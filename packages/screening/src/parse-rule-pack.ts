import { colours, type Colour } from './decision.ts';
import { Fields, type Fault } from './fields.ts';
import { parseLimits } from './parse-limits.ts';
import { parseLogic } from './parse-logic.ts';
import { readInForce, readSource, readSourceOf, refuseTwins } from './read-members.ts';
import type { Admission, Rule, RulePack } from './rule-pack.ts';

export type ParsedRulePack =
  | { readonly ok: true; readonly pack: RulePack }
  | { readonly ok: false; readonly errors: readonly Fault[] };

/**
 * Reads a rule pack, and the categories and limits that belong to it, from what `JSON.parse` gave. All faults are
 * reported, not only the first. A pack without rules is well-formed, and admits nobody.
 */
export function parseRulePack(json: unknown, limits?: unknown): ParsedRulePack {
  const errors: Fault[] = [];
  const fields = new Fields(json, '', errors);
  const id = fields.getMatching('id', /^[a-z0-9]+(?:-[a-z0-9]+)*$/u, 'id-denpasar-2021');
  const sources = fields.getList('sources', readSource);
  const pack: RulePack = {
    id,
    version: fields.getMatching('version', /^\d+\.\d+\.\d+$/u, '1.0.0'),
    ...readInForce(fields),
    sources,
    targetDisease: fields.getMatching('targetDisease', /^\d{6,18}$/u, '840539006 (SNOMED CT)'),
    admission: readAdmission(fields.getObject('admission')),
    rules: fields.getList('rules', (rule) => readRule(rule, sources)),
    ...(limits === undefined ? { categories: [], limits: [] } : parseLimits(limits, id, errors)),
  };
  fields.end();
  refuseTwins(fields, 'sources', sources);
  refuseTwins(fields, 'rules', pack.rules);
  return errors.length === 0 ? { ok: true, pack } : { ok: false, errors };
}

/** Red is also the answer where nothing is known: no pack can make it, or black, admit. */
function readAdmission(fields: Fields): Record<Colour, Admission> {
  const admission = {
    green: fields.getOneOf('green', ['admitted', 'review', 'refused']),
    yellow: fields.getOneOf('yellow', ['review', 'admitted', 'refused']),
    red: fields.getOneOf('red', ['refused']),
    black: fields.getOneOf('black', ['refused']),
  };
  fields.end();
  return admission;
}

function readRule(fields: Fields, sources: RulePack['sources']): Rule {
  return {
    id: fields.getMatching('id', /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/u, 'id-2021.two-doses'),
    colour: fields.getOneOf('colour', colours),
    texts: fields.getTexts('texts'),
    advice: fields.getTexts('advice'),
    ...readSourceOf(fields, sources),
    logic: parseLogic(fields),
  };
}
