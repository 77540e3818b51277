import type { Facts } from '@gapura/credentials';
import { formatDate, formatDateTime } from '../i18n/index.ts';
import type { CertificateMessages } from './messages/id.ts';
import { countryName, covid, nameOf, productName } from './names.ts';

export type StatementKind = 'dose' | 'test' | 'recovery' | 'exemption';

/** One thing that a certificate says, in words. */
export interface Statement {
  readonly kind: StatementKind;
  readonly title: string;
  readonly lines: readonly string[];
  /** Whether the gate looks at it: its rules are about COVID-19. */
  readonly isForDoor: boolean;
}

export function listStatements(facts: Facts, t: CertificateMessages): readonly Statement[] {
  return [
    ...facts.doses.map((dose) =>
      statement(t, 'dose', dose, [t.dose(dose.number, dose.of), [day(dose.givenOn), productName(dose.product)]]),
    ),
    ...facts.tests.map((test) =>
      statement(t, 'test', test, [
        t.test(t.testKinds[test.kind], t.testResults[test.result]),
        [moment(test.sampledAt)],
      ]),
    ),
    ...facts.recoveries.map((recovery) =>
      statement(t, 'recovery', recovery, [
        t.recovery,
        [t.firstPositiveOn(day(recovery.firstPositiveOn)), t.period(day(recovery.validFrom), day(recovery.validUntil))],
      ]),
    ),
    ...facts.exemptions.map((exemption) =>
      statement(t, 'exemption', exemption, [
        t.exemption,
        [t.period(day(exemption.validFrom), day(exemption.validUntil))],
      ]),
    ),
  ];
}

/** What there is to say of a certificate without any statement: whom it names, where it names anybody. */
export function restOf({ holder }: Facts, t: CertificateMessages): string {
  return nameOf(holder) === '' ? t.saysNothing : t.saysNothingMore;
}

function statement(
  t: CertificateMessages,
  kind: StatementKind,
  { targetDisease, country }: { readonly targetDisease: string; readonly country: string },
  [title, lines]: readonly [title: string, lines: readonly string[]],
): Statement {
  const isForDoor = targetDisease === covid;
  const disease = isForDoor ? 'COVID-19' : t.otherDisease(targetDisease);
  const about = [disease, countryName(country)].filter(Boolean).join(' · ');
  return { kind, title, lines: [...lines.filter(Boolean), about], isForDoor };
}

/** The day of a date as the certificate gives it, or of an instant where this device is. */
export function day(at: string): string {
  // Sweden writes dates as ISO 8601 does.
  return formatDate(at.includes('T') ? new Date(at).toLocaleDateString('sv') : at);
}

/** Tests count by the hour, so an instant is told with its time, in the zone of this device. */
function moment(at: string): string {
  return at.includes('T') ? formatDateTime(at, Intl.DateTimeFormat().resolvedOptions().timeZone) : formatDate(at);
}
