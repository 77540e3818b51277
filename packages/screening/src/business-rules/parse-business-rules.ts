import type { CertLogicExpression } from 'certlogic-js';
import type { Source, Texts } from '../decision.ts';
import type { Fields } from '../fields.ts';
import { parseLogic } from '../parse-logic.ts';
import { readSourceOf } from '../read-members.ts';
import { certificateTypes, type BusinessRule, type BusinessRules } from './business-rule.ts';
import { isUnderstood } from './version.ts';

const mostRules = 500;
const mostValueSets = 50;
const mostCodes = 5_000;
const country = /^[A-Z]{2}$/u;
const version = /^\d{1,5}\.\d{1,5}\.\d{1,5}$/u;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/u;

/** Reads the member `businessRules` of a pack; the rules in it are as states publish them. */
export function parseBusinessRules(
  fields: Fields,
  sources: readonly (Source & { readonly id: string })[],
): BusinessRules {
  const set = {
    country: fields.getMatching('country', country, 'ID (ISO 3166)'),
    region: fields.has('region') ? fields.getText('region') : '',
    valueSets: readValueSets(fields.getObject('valueSets')),
    ...readSourceOf(fields, sources),
    rules: fields.getList('rules', readRule),
  };
  if (set.rules.length > mostRules) fields.fault('rules', `must not be more than ${mostRules}`);
  refuseSameVersions(fields, set.rules);
  fields.end();
  return set;
}

function readValueSets(fields: Fields): Record<string, string[]> {
  const names = fields.names();
  if (names.length > mostValueSets) fields.refuse(`must not be more than ${mostValueSets}`);
  return Object.fromEntries(names.map((name) => [name, readCodes(fields, name)]));
}

function readCodes(fields: Fields, name: string): string[] {
  const codes = fields.getItems(name);
  if (codes.length > mostCodes) fields.fault(name, `must not be more than ${mostCodes}`);
  return codes.map((code, index) => {
    if (typeof code === 'string') return code;
    fields.fault(`${name}/${index}`, 'must be a text');
    return '';
  });
}

function readRule(fields: Fields): BusinessRule {
  const engine = {
    schemaVersion: fields.getMatching('SchemaVersion', version, '1.3.0'),
    engine: fields.getText('Engine'),
    engineVersion: fields.getMatching('EngineVersion', version, '1.0.0'),
  };
  // For the reader of the file; the logic says itself what it reads.
  fields.getItems('AffectedFields');
  return {
    identifier: fields.getMatching('Identifier', /^(?:GR|VR|TR|RR|IR)-[A-Z]{2}-\d{4}$/u, 'VR-ID-0001'),
    type: fields.getOneOf('Type', ['Acceptance', 'Invalidation']),
    country: fields.getMatching('Country', country, 'ID (ISO 3166)'),
    region: fields.has('Region') ? fields.getText('Region') : '',
    version: fields.getMatching('Version', version, '1.0.0'),
    ...engine,
    certificateType: fields.getOneOf('CertificateType', certificateTypes),
    texts: readDescription(fields),
    ...readValidity(fields),
    logic: readLogic(fields, isUnderstood(engine)),
  };
}

function readLogic(fields: Fields, understood: boolean): CertLogicExpression {
  // Logic of a newer language cannot be checked here, and is not evaluated either.
  if (!understood) return fields.find('Logic') === undefined ? parseLogic(fields, 'Logic', () => true) : false;
  return parseLogic(fields, 'Logic', (path) => /^(?:payload|external)(?:$|\.)/u.test(path));
}

function readValidity(fields: Fields): Pick<BusinessRule, 'validFromMs' | 'validToMs'> {
  const [validFromMs, validToMs] = [readInstant(fields, 'ValidFrom'), readInstant(fields, 'ValidTo')];
  if (validToMs <= validFromMs) fields.fault('ValidTo', 'must be after ValidFrom');
  return { validFromMs, validToMs };
}

function readInstant(fields: Fields, name: string): number {
  const text = fields.getMatching(name, instant, '2022-02-01T00:00:00Z');
  const ms = Date.parse(text);
  if (text !== '' && Number.isNaN(ms)) fields.fault(name, 'must be an instant that exists');
  return ms;
}

/** States write English always and their own languages besides; who reads another one gets the nearest. */
function readDescription(fields: Fields): Texts {
  const descriptions = fields.getList('Description', (item) => ({
    lang: item.getText('lang'),
    desc: item.getText('desc'),
  }));
  const find = (lang: string) => descriptions.find((description) => description.lang === lang)?.desc;
  const en = find('en');
  if (en === undefined) fields.fault('Description', 'must have a text in the language en');
  const id = find('id') ?? en ?? '';
  return { id, en: en ?? id, ban: find('ban') ?? id };
}

function refuseSameVersions(fields: Fields, rules: readonly BusinessRule[]): void {
  const seen = new Map<string, number>();
  rules.forEach(({ identifier, version: own }, index) => {
    const first = seen.get(`${identifier} ${own}`);
    if (first !== undefined) fields.fault(`rules/${index}/Version`, `is the version of rules/${first} too`);
    else seen.set(`${identifier} ${own}`, index);
  });
}
