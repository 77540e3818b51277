import { parseBusinessRules } from './business-rules/index.ts';
import { colours, type Colour } from './decision.ts';
import { evidencePaths } from './evidence.ts';
import { Fields, type Fault } from './fields.ts';
import { parseLimits } from './parse-limits.ts';
import { parseLogic } from './parse-logic.ts';
import { readInForce, readSource, readSourceOf, refuseTwins } from './read-members.ts';
import type { Admission, Condition, Rule, RulePack } from './rule-pack.ts';

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
    conditions: fields.has('conditions')
      ? fields.getList('conditions', (condition) => readCondition(condition, sources))
      : [],
    businessRules: fields.has('businessRules') ? parseBusinessRules(fields.getObject('businessRules'), sources) : null,
    ...(limits === undefined ? { categories: [], limits: [] } : parseLimits(limits, id, errors)),
  };
  fields.end();
  refuseTwins(fields, 'sources', sources);
  refuseTwins(fields, 'rules', pack.rules);
  refuseTwins(fields, 'conditions', pack.conditions);
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
  return { colour: fields.getOneOf('colour', colours), ...readTestable(fields, sources) };
}

function readCondition(fields: Fields, sources: RulePack['sources']): Condition {
  return { admission: fields.getOneOf('admission', ['refused', 'review']), ...readTestable(fields, sources) };
}

function readTestable(fields: Fields, sources: RulePack['sources']): Omit<Rule, 'colour'> {
  return {
    id: fields.getMatching('id', /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/u, 'id-2021.two-doses'),
    texts: fields.getTexts('texts'),
    advice: fields.getTexts('advice'),
    ...readSourceOf(fields, sources),
    logic: parseLogic(fields, 'logic', (path) => evidencePaths.has(path)),
    ...(fields.has('inForceFrom') ? readInForce(fields) : {}),
  };
}
