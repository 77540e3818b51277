import camera from 'lucide-static/icons/camera.svg?raw';
import image from 'lucide-static/icons/image-up.svg?raw';
import type { PartialCredential } from '@gapura/credentials';
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { decodePicture, Scanner } from '../scan/index.ts';
import { Field, Icon } from '../ui/index.ts';
import { certificateMessages } from './messages.ts';

interface WaysProps {
  readonly partial: PartialCredential | undefined;
  readonly onCode: (code: string) => void;
  readonly onRestart: () => void;
}

/** Camera, picture or text; several codes of one certificate are collected. */
export function Ways({ partial, onCode, onRestart }: WaysProps): VNode {
  const t = useMessages(certificateMessages);
  const [isScanning, setScanning] = useState(false);
  const prompt = partial && t.codePart(partial.codes.size, partial.total);
  return (
    <section class="card ways" aria-labelledby="bring">
      <h2 id="bring">{t.bring}</h2>
      {partial !== undefined && <Collected partial={partial} onRestart={onRestart} />}
      <button type="button" class="button is-primary is-large is-full" onClick={() => setScanning(true)}>
        <Icon svg={camera} />
        {t.byCamera}
      </button>
      <Picture onCode={onCode} />
      <PastedText onCode={onCode} />
      {isScanning && <Scanner prompt={prompt} onClose={() => setScanning(false)} onText={onCode} />}
    </section>
  );
}

function Collected({ partial, onRestart }: { partial: PartialCredential; onRestart: () => void }): VNode {
  const t = useMessages(certificateMessages);
  const places = Array.from({ length: partial.total }, (_, at) => at + 1);
  return (
    <div class="notice is-calm">
      <p role="status">
        <strong>{t.codePart(partial.codes.size, partial.total)}</strong>
      </p>
      <ol class="places" aria-hidden="true">
        {places.map((place) => (
          <li key={place} class={partial.codes.has(place) ? 'is-there' : ''}>
            {place}
          </li>
        ))}
      </ol>
      <button type="button" class="button is-quiet" onClick={onRestart}>
        {t.startOver}
      </button>
    </div>
  );
}

function Picture({ onCode }: { onCode: (code: string) => void }): VNode {
  const t = useMessages(certificateMessages);
  const input = useRef<HTMLInputElement>(null);
  const [progress, setProgress] = useState<'idle' | 'reading' | 'nothing'>('idle');
  const read = async (picture: Blob): Promise<void> => {
    setProgress('reading');
    const code = await decodePicture(picture);
    setProgress(code === undefined ? 'nothing' : 'idle');
    if (code !== undefined) onCode(code.text);
  };
  return (
    <>
      <button type="button" class="button is-full" onClick={() => input.current?.click()}>
        <Icon svg={image} />
        {progress === 'reading' ? t.readingPicture : t.byPicture}
      </button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        aria-label={t.byPicture}
        hidden
        onChange={({ currentTarget }) => {
          const picture = currentTarget.files?.[0];
          if (picture !== undefined) read(picture).catch(() => setProgress('nothing'));
          currentTarget.value = '';
        }}
      />
      {progress === 'nothing' && (
        <p role="alert" class="field-error">
          {t.pictureWithoutCode}
        </p>
      )}
    </>
  );
}

function PastedText({ onCode }: { onCode: (code: string) => void }): VNode {
  const t = useMessages(certificateMessages);
  const [text, setText] = useState('');
  return (
    <details>
      <summary>{t.byText}</summary>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setText('');
          onCode(text);
        }}
      >
        <Field label={t.text} hint={t.textHint}>
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
        <button type="submit" class="button is-primary">
          {t.examine}
        </button>
      </form>
    </details>
  );
}
