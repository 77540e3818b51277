import type { Dose, Exemption, Recovery, TestResult } from '@gapura/credentials';
import { isCalendarDate } from '../calendar.ts';
import { colours, type Colour, type Decision } from '../decision.ts';
import type { Circumstances } from '../evidence.ts';
import type { Exposure } from '../exposure.ts';
import { Fields, type Fault } from '../fields.ts';
import { usualEntries, type Certificate, type Entry } from './certificate.ts';
import { dose, exemption, holder, recovery, test } from './ordinary.ts';

/** What a pack answers to somebody at an instant: it belongs to the pack, and is run with it. */
export interface Example extends Pick<Circumstances, 'category' | 'level' | 'kind' | 'accompanied' | 'exposures'> {
  readonly title: string;
  readonly now: Date;
  readonly timeZone: string;
  readonly doses: readonly Dose[];
  readonly tests: readonly TestResult[];
  readonly recoveries: readonly Recovery[];
  readonly exemptions: readonly Exemption[];
  /** EU certificates, for packs with business rules. */
  readonly certificates: readonly Certificate[];
  /** Of everybody named. */
  readonly bornOn: string;
  readonly violations: readonly { readonly code: string }[];
  readonly colour: Colour;
  /** As the pack has it for the colour, where the example does not say. */
  readonly admission: Decision['admission'] | null;
  readonly rules: readonly string[];
}

export type ParsedExamples =
  | { readonly ok: true; readonly examples: readonly Example[] }
  | { readonly ok: false; readonly errors: readonly Fault[] };

const mostExamples = 1_000;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?(?:Z|[+-]\d{2}:\d{2})$/u;

/** Reads `examples.json`, from what `JSON.parse` gave. All faults are reported. */
export function parseExamples(json: unknown): ParsedExamples {
  if (!Array.isArray(json)) return { ok: false, errors: [{ path: '', message: 'must be a list' }] };
  if (json.length > mostExamples) {
    return { ok: false, errors: [{ path: '', message: `must not be more than ${mostExamples}` }] };
  }
  const errors: Fault[] = [];
  const examples = json.map((item: unknown, index) => readExample(new Fields(item, `/${index}`, errors)));
  return errors.length === 0 ? { ok: true, examples } : { ok: false, errors };
}

function readExample(fields: Fields): Example {
  const example = {
    title: fields.getText('title'),
    now: new Date(fields.getMatching('now', instant, '2021-09-21T10:00:00+08:00')),
    timeZone: readTimeZone(fields),
    ...readCircumstances(fields),
    doses: readParts(fields, 'doses', dose({})),
    tests: readParts(fields, 'tests', test({})),
    recoveries: readParts(fields, 'recoveries', recovery({})),
    exemptions: readParts(fields, 'exemptions', exemption({})),
    certificates: fields.has('certificates') ? fields.getList('certificates', readCertificate) : [],
    bornOn: fields.has('bornOn') ? String(fields.find('bornOn')) : holder.bornOn,
    violations: readTexts(fields, 'violations').map((code) => ({ code })),
    colour: fields.getOneOf('colour', colours),
    admission: fields.has('admission') ? fields.getOneOf('admission', ['admitted', 'review', 'refused']) : null,
    rules: readTexts(fields, 'rules'),
  };
  fields.end();
  return example;
}

function readTimeZone(fields: Fields): string {
  const timeZone = fields.getText('timeZone');
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone && timeZone;
  } catch {
    fields.fault('timeZone', 'must be a time zone, for instance Asia/Makassar');
    return 'UTC';
  }
}

function readCircumstances(fields: Fields): Pick<Example, 'category' | 'level' | 'kind' | 'accompanied' | 'exposures'> {
  return {
    ...(fields.has('category') && { category: fields.getText('category') }),
    ...(fields.has('level') && { level: fields.getInteger('level', { min: 1, max: 4 }) }),
    ...(fields.has('kind') && { kind: fields.getOneOf('kind', ['visitor', 'employee']) }),
    ...(fields.has('accompanied') && { accompanied: fields.getOneOf('accompanied', [true, false]) }),
    ...(fields.has('exposures') && { exposures: fields.getList('exposures', readExposure) }),
  };
}

function readExposure(fields: Fields): Exposure {
  const kind = fields.getOneOf('kind', ['case', 'contact']);
  const on = fields.getText('on');
  if (!isCalendarDate(on)) fields.fault('on', 'must be a calendar date, YYYY-MM-DD');
  return { kind, on };
}

/** Each item changes some members of what is usual, to values of their type. */
function readParts<T extends Dose | TestResult | Recovery | Exemption>(fields: Fields, name: string, usual: T): T[] {
  if (!fields.has(name)) return [];
  return fields.getList(name, (item) => ({ ...usual, ...readChanges(item, usual) }));
}

function readChanges<T extends object>(fields: Fields, usual: T): Partial<T> {
  const changes = Object.entries(usual).flatMap(([name, value]) => {
    const changed = fields.find(name);
    if (changed === undefined) return [];
    if (typeof changed !== typeof value && changed !== null) fields.fault(name, `must be a ${typeof value}`);
    return [[name, changed] as const];
  });
  return Object.fromEntries(changes) as Partial<T>;
}

function readCertificate(fields: Fields): Certificate {
  const readEntry = (group: 'v' | 't' | 'r'): Record<string, Entry> => {
    if (!fields.has(group)) return {};
    const entry = fields.getObject(group);
    const changes = readChanges(entry, usualEntries[group]);
    entry.end();
    return { [group]: changes };
  };
  return {
    ...readEntry('v'),
    ...readEntry('t'),
    ...readEntry('r'),
    ...(fields.has('issuer') && { issuer: fields.getMatching('issuer', /^[A-Z]{2}$/u, 'ID (ISO 3166)') }),
  };
}

function readTexts(fields: Fields, name: string): string[] {
  if (!fields.has(name) && name !== 'rules') return [];
  return fields.getItems(name).map((item, index) => {
    if (typeof item === 'string') return item;
    fields.fault(`${name}/${index}`, 'must be a text');
    return '';
  });
}
