import type { RegimePreviewReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { cityMessages } from './messages.ts';
import { PreviewFigures } from './preview-figures.tsx';
import { formatInstant, type Zone } from './zone.ts';

interface ChangePreviewProps {
  readonly preview: RegimePreviewReply;
  readonly zone: Zone;
  readonly isNow: boolean;
  readonly confirmText: string;
  readonly busy: boolean;
  readonly onConfirm: () => void;
  readonly onBack: () => void;
}

/** What a change would do, before it is confirmed. It takes the focus, so that nobody confirms unseen. */
export function ChangePreview({
  preview,
  zone,
  isNow,
  confirmText,
  busy,
  onConfirm,
  onBack,
}: ChangePreviewProps): VNode {
  const m = useMessages(cityMessages);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} class="stack city-preview" tabIndex={-1}>
      <h3>{m.preview}</h3>
      <p>{isNow ? m.beginsNow : m.beginsAt(formatInstant(preview.from, zone))}</p>
      <PreviewFigures preview={preview} />
      <div class="row">
        <button type="button" class="button is-primary" disabled={busy} onClick={onConfirm}>
          {confirmText}
        </button>
        <button type="button" class="button" onClick={onBack}>
          {m.changeAgain}
        </button>
      </div>
    </div>
  );
}
