import { renderSVG } from 'uqr';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import './access.css';
import { accessMessages } from './messages.ts';

/** A QR code to be scanned from this screen. */
export function Qr({ text }: { text: string }): VNode {
  const m = useMessages(accessMessages);
  const svg = useMemo(() => renderSVG(text, { ecc: 'M', border: 2 }), [text]);
  return <div class="access-qr" role="img" aria-label={m.qrCode} dangerouslySetInnerHTML={{ __html: svg }} />;
}
