import { formatDate } from '../i18n/index.ts';
import type { KeptCredential } from '../offline/index.ts';
import type { VisitorMessages } from './messages/id.ts';

/** A credential in one line: «Vaksin, dosis 2 dari 2, 1 Agustus 2021». */
export function credentialLine(t: VisitorMessages, { says }: KeptCredential): string {
  return [titleOf(t, says), formatDate(says.on.slice(0, 10))].filter(Boolean).join(', ');
}

function titleOf(t: VisitorMessages, { kind, dose, test }: KeptCredential['says']): string {
  if (kind === 'vaccination' && dose !== null) {
    return t.vaccination(dose.number, dose.of);
  }
  return kind === 'test' && test !== null
    ? t.test(t.testKinds[test.kind] ?? test.kind, test.result)
    : (t.others[kind] ?? '');
}
