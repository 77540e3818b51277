import rotate from 'lucide-static/icons/rotate-ccw.svg?raw';
import { collectCode, type PartialCredential } from '@gapura/credentials';
import type { VNode } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { Icon, Loading, Page } from '../ui/index.ts';
import './certificate.css';
import { certificateMessages } from './messages.ts';
import { makeReport, type Report } from './report.ts';
import { ReportView } from './report-view.tsx';
import { PrivacyNote, ReadableFormats } from './side-notes.tsx';
import { Ways } from './ways.tsx';

/** What another page of this app hands over, so that it never stands in an address. */
const handedOverKey = 'gapura.examined';

/** What does my certificate say? For anyone, without an account; the certificate stays in the browser. */
export function CertificatePage(): VNode {
  const t = useMessages(certificateMessages);
  const { partial, report, isBusy, take, restart } = useExamination();
  useEffect(() => {
    const text = sessionStorage.getItem(handedOverKey);
    sessionStorage.removeItem(handedOverKey);
    if (text !== null) take(text);
  }, []);
  return (
    <Page title={t.title} lead={report === undefined ? t.lead : undefined} back="/" wide>
      {isBusy ? (
        <Loading text={t.examining} />
      ) : report === undefined ? (
        <div class="examination">
          <Ways partial={partial} onCode={take} onRestart={restart} />
          <div class="stack">
            <PrivacyNote />
            <ReadableFormats />
          </div>
        </div>
      ) : (
        <ShownReport report={report} onRestart={restart} />
      )}
    </Page>
  );
}

function useExamination() {
  const [partial, setPartial] = useState<PartialCredential>();
  const [report, setReport] = useState<Report>();
  const [isBusy, setBusy] = useState(false);
  const take = (code: string): void => {
    const collected = collectCode(partial, code);
    setPartial(collected.is === 'part' ? collected.partial : undefined);
    if (collected.is === 'part') return;
    setBusy(true);
    makeReport(collected.text, new Date())
      .then(setReport, reportError)
      .finally(() => setBusy(false));
  };
  const restart = (): void => {
    setPartial(undefined);
    setReport(undefined);
  };
  return { partial, report, isBusy, take, restart };
}

/** A new result takes the focus, so that a screen reader begins with it. */
function ShownReport({ report, onRestart }: { report: Report; onRestart: () => void }): VNode {
  const t = useMessages(certificateMessages);
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => head.current?.focus({ preventScroll: true }), [report]);
  return (
    <div ref={head} class="stack report" tabIndex={-1}>
      <ReportView report={report} />
      <button type="button" class="button again" onClick={onRestart}>
        <Icon svg={rotate} />
        {t.another}
      </button>
    </div>
  );
}
