import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Confirm } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { cardMessages } from './messages.ts';

interface PrintCardProps {
  /** Addresses of the PDF, with the text of their link. */
  readonly files: readonly (readonly [href: string, text: string])[];
  /** How long the personal data will be there. */
  readonly note: string;
  readonly question: string;
  readonly onHandedOut: () => Promise<void>;
}

/** After the approval: print, hand over, and forget. */
export function PrintCard({ files, note, question, onHandedOut }: PrintCardProps): VNode {
  const m = useMessages(cardMessages);
  const [isAsking, setAsking] = useState(false);
  return (
    <section class="card" aria-labelledby="print">
      <h2 id="print">{m.print}</h2>
      <p>{m.printText}</p>
      <div class="row">
        {files.map(([href, text]) => (
          <a key={href} class="button is-primary" href={href} download>
            {text}
          </a>
        ))}
      </div>
      <h3>{m.handOver}</h3>
      <p>{m.handOverText}</p>
      <p class="notice">{note}</p>
      <div class="row">
        <button type="button" class="button" onClick={() => setAsking(true)}>
          {m.handedOut}
        </button>
      </div>
      {isAsking && (
        <Confirm
          title={m.handedOut}
          question={question}
          action={m.handedOutNow}
          onConfirm={async () => {
            await onHandedOut();
            setAsking(false);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </section>
  );
}
