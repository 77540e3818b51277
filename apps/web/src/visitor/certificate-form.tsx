import camera from 'lucide-static/icons/camera.svg?raw';
import image from 'lucide-static/icons/image-up.svg?raw';
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import type { Person } from '../offline/index.ts';
import { Field, Icon, toast, useProblemText } from '../ui/index.ts';
import { keepCertificate } from './keep-certificate.ts';
import { moreMessages } from './more-messages.ts';
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
  const { keep, error, isBusy, refuse } = useKeeping(onKept);
  return (
    <div class="stack">
      <div class="add-ways">
        <button type="button" class="button is-primary" onClick={() => setScanning(true)}>
          <Icon svg={camera} />
          {t.addByCamera}
        </button>
        <PictureButton onText={keep} onNothing={() => refuse(t.pictureWithoutCode)} />
      </div>
      <PastedText startWith={startWith} isBusy={isBusy} onText={keep} />
      <p role="alert" class="field-error">
        {error}
      </p>
      {isScanning && (
        <ScanCode
          onClose={() => setScanning(false)}
          onText={(text) => {
            setScanning(false);
            keep(text);
          }}
        />
      )}
    </div>
  );
}

function useKeeping(onKept: (person: Person) => void) {
  const t = useMessages(moreMessages);
  const describe = useProblemText();
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const keepNow = async (text: string): Promise<void> => {
    if (readPoster(text, [location.origin]).is === 'poster') {
      setError(t.isPoster);
      return;
    }
    const kept = await keepCertificate(text, new Date());
    if (kept.is === 'refused') {
      setError(refusalText(t, kept.code));
      return;
    }
    toast(kept.is === 'kept' ? t.certificateKept(kept.person.name) : t.certificateKnown);
    onKept(kept.person);
  };
  const keep = (text: string): void => {
    setError(undefined);
    setBusy(true);
    keepNow(text)
      .catch((problem: unknown) => setError(describe(problem)))
      .finally(() => setBusy(false));
  };
  return { keep, error, isBusy, refuse: setError };
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

interface PastedTextProps {
  readonly startWith: string;
  readonly isBusy: boolean;
  readonly onText: (text: string) => void;
}

function PastedText({ startWith, isBusy, onText }: PastedTextProps): VNode {
  const t = useMessages(moreMessages);
  const [text, setText] = useState(startWith);
  return (
    <details open={startWith !== ''}>
      <summary>{t.addByText}</summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          onText(text);
        }}
      >
        <Field label={t.certificateText} hint={t.certificateTextHint}>
          {(control) => (
            <textarea
              {...control}
              class="code"
              rows={4}
              required
              autocomplete="off"
              spellcheck={false}
              value={text}
              onInput={({ currentTarget }) => setText(currentTarget.value)}
            />
          )}
        </Field>
        <button type="submit" class="button" disabled={isBusy}>
          {isBusy ? t.verifying : t.keepCertificate}
        </button>
      </form>
    </details>
  );
}
