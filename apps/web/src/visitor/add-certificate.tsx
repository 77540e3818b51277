import type { VNode } from 'preact';
import { ErrorState, Loading } from '../ui/index.ts';
import type { CertificateFormProps } from './certificate-form.tsx';
import { useLoaded } from './use-loaded.ts';

/** Adding a certificate: verification and its form are fetched when they are first needed. */
export function AddCertificate(props: CertificateFormProps): VNode {
  const loaded = useLoaded(async () => (await import('./certificate-form.tsx')).CertificateForm);
  if (loaded === undefined) {
    return <Loading />;
  }
  if ('problem' in loaded) {
    return <ErrorState problem={loaded.problem} />;
  }
  const CertificateForm = loaded.value;
  return <CertificateForm {...props} />;
}
