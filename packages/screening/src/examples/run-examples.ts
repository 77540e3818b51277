import type { Facts } from '@gapura/credentials';
import type { Fault } from '../fields.ts';
import type { RulePack } from '../rule-pack.ts';
import { screen } from '../screen.ts';
import { certificateFacts } from './certificate.ts';
import type { Example } from './example.ts';
import { factsWith, holder } from './ordinary.ts';

/** One credential for each entry, as issuers do it. */
function factsOf({ doses, tests, recoveries, exemptions, certificates, bornOn }: Example): Facts[] {
  const said: Partial<Facts>[] = [
    ...doses.map((dose) => ({ doses: [dose] })),
    ...tests.map((test) => ({ tests: [test] })),
    ...recoveries.map((recovery) => ({ recoveries: [recovery] })),
    ...exemptions.map((exemption) => ({ exemptions: [exemption] })),
  ];
  return [
    ...said.map((parts) => factsWith({ ...parts, holder: { ...holder, bornOn } })),
    ...certificates.map((certificate) => certificateFacts(certificate, bornOn)),
  ];
}

/** The examples to which a pack answers otherwise than they say, as faults of their file. */
export function runExamples(pack: RulePack, examples: readonly Example[]): Fault[] {
  return examples.flatMap((example, index) => {
    const { colour, admission, reasons } = screen({ ...example, facts: factsOf(example), rules: pack });
    const wanted = describe(example.colour, example.admission ?? pack.admission[example.colour], example.rules);
    const given = describe(
      colour,
      admission,
      reasons.map(({ rule }) => rule),
    );
    return wanted === given
      ? []
      : [{ path: `/${index}`, message: `“${example.title}”: says ${wanted}, the pack ${given}` }];
  });
}

/** Ids of rules that no example shows: nobody has ever seen them decide. */
export function findUnshown(pack: RulePack, examples: readonly Example[]): string[] {
  const shown = new Set(examples.flatMap(({ rules }) => rules));
  const published = pack.businessRules?.rules.map(({ identifier }) => identifier) ?? [];
  const ids = [...pack.rules.map(({ id }) => id), ...pack.conditions.map(({ id }) => id), ...published];
  return [...new Set(ids)].filter((id) => !shown.has(id));
}

function describe(colour: string, admission: string, rules: readonly string[]): string {
  return `${colour} (${admission}) by ${rules.join(', ')}`;
}
