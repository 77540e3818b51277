import type { VNode } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { messagesReady, useMessages } from '../i18n/index.ts';
import { scanMessages } from './messages.ts';
import { PictureChoice } from './picture-choice.tsx';
import './scanner.css';
import { useCameraScan, type CameraScan } from './use-camera-scan.ts';

export interface ScannerProps {
  onText: (text: string) => void;
  onClose: () => void;
  /** Stay in the page and scan on, instead of filling the screen for one code. */
  continuous?: boolean;
  /** What to do now, in place of the usual words; for a scan of several codes. */
  prompt?: string | undefined;
}

/** Reads QR codes with the camera or from a picture. */
export function Scanner(props: ScannerProps): VNode {
  useEffect(() => {
    void messagesReady();
  }, []);
  return props.continuous === true ? <ScannerPanel {...props} /> : <ScannerDialog {...props} />;
}

function ScannerDialog(props: ScannerProps): VNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  const cancel = (event: Event): void => {
    event.preventDefault();
    props.onClose();
  };
  return (
    <dialog ref={dialog} class="scanner scanner--whole" aria-labelledby={titleId} onCancel={cancel}>
      <ScannerBody {...props} titleId={titleId} />
    </dialog>
  );
}

function ScannerPanel(props: ScannerProps): VNode {
  const titleId = useId();
  return (
    <section class="scanner" aria-labelledby={titleId}>
      <ScannerBody {...props} titleId={titleId} />
    </section>
  );
}

function ScannerBody({ onText, onClose, prompt, titleId }: ScannerProps & { titleId: string }): VNode {
  const m = useMessages(scanMessages);
  const scan = useCameraScan(({ text }) => onText(text));
  return (
    <>
      <header class="scanner__head">
        <h2 id={titleId}>{m.title}</h2>
        <button type="button" class="scanner__button" onClick={onClose}>
          {m.close}
        </button>
      </header>
      <div class="scanner__view" hidden={scan.state !== 'opening' && scan.state !== 'scanning'}>
        <video ref={scan.video} muted playsInline aria-hidden="true" />
        <span class="scanner__frame" aria-hidden="true" />
      </div>
      <div class="scanner__foot">
        <ScanWords scan={scan} prompt={prompt} />
        <div class="scanner__actions">
          {scan.torch !== undefined && (
            <button type="button" class="scanner__button" aria-pressed={scan.torch.lit} onClick={scan.torch.toggle}>
              {scan.torch.lit ? m.torchOff : m.torchOn}
            </button>
          )}
          <PictureChoice onCode={({ text }) => onText(text)} />
        </div>
      </div>
    </>
  );
}

interface ScanWordsProps {
  scan: CameraScan;
  prompt: string | undefined;
}

function ScanWords({ scan: { state, isDark, retry }, prompt }: ScanWordsProps): VNode {
  const m = useMessages(scanMessages);
  if (state === 'opening') return <p role="status">{m.opening}</p>;
  if (state === 'scanning') return <p role="status">{isDark ? m.tooDark : (prompt ?? m.aim)}</p>;
  const words = {
    denied: [m.denied, m.deniedAdvice],
    missing: [m.missing, m.missingAdvice],
    busy: [m.busy, m.busyAdvice],
    insecure: [m.insecure, m.insecureAdvice],
    'no-reader': [m.noReader, m.noReaderAdvice],
  }[state];
  return (
    <div role="alert">
      <p>
        <strong>{words[0]}</strong>
      </p>
      <p>{words[1]}</p>
      {state !== 'insecure' && (
        <button type="button" class="scanner__button" onClick={retry}>
          {m.retry}
        </button>
      )}
    </div>
  );
}
