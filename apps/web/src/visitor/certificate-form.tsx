import camera from 'lucide-static/icons/camera.svg?raw';
import image from 'lucide-static/icons/image-up.svg?raw';
import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { collectCode, type PartialCredential } from '@gapura/credentials';
import type { Person } from '../offline/index.ts';
import { Icon, toast, useProblemText } from '../ui/index.ts';
import { keepCertificate } from './keep-certificate.ts';
import { keepPerson } from './keep-person.ts';
import { moreMessages } from './more-messages.ts';
import { PastedText } from './pasted-text.tsx';
import { PersonForm } from './person-form.tsx';
import { readPoster } from './read-poster.ts';
import { refusalText } from './refusal-text.ts';
import { ScanCode } from './scan-code.tsx';

export interface CertificateFormProps {
  readonly onKept: (person: Person) => void;
  /** A text that was scanned elsewhere, to be kept at once. */
  readonly startWith?: string;
}

/** Adds a certificate by camera, picture or text; what is wrong with it is said here. */
export function CertificateForm({ onKept, startWith = '' }: CertificateFormProps): VNode {
  const t = useMessages(moreMessages);
  const [isScanning, setScanning] = useState(false);
  const { keep, error, isBusy, prompt, refuse } = useKeeping(onKept, () => setScanning(false));
  const keepScanned = (code: string): void => keep(code, 'code');
  const keepNamed = async (person: Person): Promise<void> => {
    const kept = await keepPerson(person);
    toast(t.childKept(kept.name));
    onKept(kept);
  };
  return (
    <div class="stack">
      <div class="add-ways">
        <button type="button" class="button is-primary" onClick={() => setScanning(true)}>
          <Icon svg={camera} />
          {t.addByCamera}
        </button>
        <PictureButton onText={keepScanned} onNothing={() => refuse({ of: 'code', text: t.pictureWithoutCode })} />
      </div>
      {error?.of === 'code' && (
        <p role="alert" class="field-error">
          {error.text}
        </p>
      )}
      <PastedText
        startWith={startWith}
        isBusy={isBusy}
        error={error?.of === 'text' ? error.text : undefined}
        onText={(text) => keep(text, 'text')}
      />
      <details>
        <summary>{t.childTitle}</summary>
        <PersonForm onPerson={(person) => void keepNamed(person).catch(reportError)} />
      </details>
      <p role="status">{prompt}</p>
      {isScanning && <ScanCode prompt={prompt} onClose={() => setScanning(false)} onText={keepScanned} />}
    </div>
  );
}

/** What was wrong, and with which way of adding: it is said beside that. */
interface Fault {
  readonly of: 'code' | 'text';
  readonly text: string;
}

/** @param onWhole what to do when nothing more has to be scanned */
function useKeeping(onKept: (person: Person) => void, onWhole: () => void) {
  const t = useMessages(moreMessages);
  const describe = useProblemText();
  const { route } = useLocation();
  const [error, setError] = useState<Fault>();
  const [isBusy, setBusy] = useState(false);
  const [partial, setPartial] = useState<PartialCredential>();
  /** @returns why it was not kept */
  const keepNow = async (text: string): Promise<string | undefined> => {
    const reading = readPoster(text, [location.origin]);
    if (reading.is === 'poster') return t.isPoster;
    if (reading.is === 'badge') {
      route(`/badge#${reading.code}`);
      return undefined;
    }
    const kept = await keepCertificate(text, new Date());
    if (kept.is === 'refused') return refusalText(t, kept.code);
    toast(kept.is === 'known' ? t.certificateKnown : t.certificateKept(kept.person.name));
    onKept(kept.person);
    return undefined;
  };
  const keep = (code: string, of: Fault['of']): void => {
    const collected = collectCode(partial, code);
    setError(undefined);
    setPartial(collected.is === 'part' ? collected.partial : undefined);
    if (collected.is === 'part') return;
    onWhole();
    setBusy(true);
    void keepNow(collected.text)
      .catch(describe)
      .then((text) => setError(text === undefined ? undefined : { of, text }))
      .finally(() => setBusy(false));
  };
  const prompt = partial && t.codePart(partial.codes.size, partial.total);
  return { keep, error, isBusy, prompt, refuse: setError };
}

function PictureButton({ onText, onNothing }: { onText: (text: string) => void; onNothing: () => void }): VNode {
  const t = useMessages(moreMessages);
  const input = useRef<HTMLInputElement>(null);
  const read = async (file: File): Promise<void> => {
    const { decodePicture } = await import('../scan/index.ts');
    const code = await decodePicture(file);
    if (code === undefined) onNothing();
    else onText(code.text);
  };
  return (
    <>
      <button type="button" class="button" onClick={() => input.current?.click()}>
        <Icon svg={image} />
        {t.addByPicture}
      </button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        aria-label={t.addByPicture}
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (file !== undefined) read(file).catch(onNothing);
          currentTarget.value = '';
        }}
      />
    </>
  );
}
