import search from 'lucide-static/icons/file-search.svg?raw';
import history from 'lucide-static/icons/history.svg?raw';
import scan from 'lucide-static/icons/scan-qr-code.svg?raw';
import pin from 'lucide-static/icons/map-pin-check.svg?raw';
import bus from 'lucide-static/icons/users.svg?raw';
import wallet from 'lucide-static/icons/wallet-cards.svg?raw';
import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { listOpenVisits, personStore, recordStore, startCourier, useStored } from '../offline/index.ts';
import { Icon, Page } from '../ui/index.ts';
import { findIsDemo } from './is-demo.ts';
import { moreMessages } from './more-messages.ts';
import { OpenVisits } from './open-visits.tsx';
import { listPosterOrigins } from './poster-key.ts';
import { readPoster } from './read-poster.ts';
import { ScanCode } from './scan-code.tsx';
import { TypeCode } from './type-code.tsx';
import { WaitingEntries } from './waiting-entries.tsx';
import './start.css';
import './visitor.css';

/** Where visitors begin: scan, or type the code; leave where they are; their certificates and history. */
export function StartPage(): VNode {
  const t = useMessages(moreMessages);
  useEffect(startCourier, []);
  const open = useStored(recordStore.list)?.flatMap(listOpenVisits) ?? [];
  const { openText, problem } = useScannedText();
  const [isScanning, setScanning] = useState(false);
  return (
    <Page title={t.startTitle} lead={t.startLead}>
      <OpenVisits visits={open} />
      <WaitingEntries />
      <button type="button" class="button is-primary is-large is-full scan-start" onClick={() => setScanning(true)}>
        <Icon svg={scan} />
        {t.scanPoster}
      </button>
      {problem !== undefined && (
        <div class="notice is-error" role="alert">
          <p>{problem}</p>
        </div>
      )}
      <TypeCode />
      <Doors />
      <p>
        <a href="/rules">{t.rules}</a>
      </p>
      <p>
        <a href="/sign-in">{t.staff}</a>
      </p>
      <DemoLink />
      {isScanning && (
        <ScanCode
          onClose={() => setScanning(false)}
          onText={(text) => {
            setScanning(false);
            openText(text);
          }}
        />
      )}
    </Page>
  );
}

/** Follows a scanned poster, and says what anything else is. */
function useScannedText() {
  const t = useMessages(moreMessages);
  const { route } = useLocation();
  const [problem, setProblem] = useState<string>();
  const open = async (text: string): Promise<void> => {
    const reading = readPoster(text, await listPosterOrigins());
    switch (reading.is) {
      case 'poster':
        return route(['/g', reading.code, reading.signature].filter(Boolean).join('/'));
      case 'credential':
        sessionStorage.setItem('gapura.scanned', text);
        return route('/wallet');
      case 'badge':
        return route(`/badge#${reading.code}`);
      case 'foreign':
        return setProblem(t.foreignPoster(reading.host));
      case 'unknown':
        return setProblem(t.notAPoster);
    }
  };
  return { problem, openText: (text: string) => void open(text).catch(reportError) };
}

function Doors(): VNode {
  const t = useMessages(moreMessages);
  const persons = useStored(personStore.list);
  return (
    <nav class="doors" aria-label={t.yourThings}>
      <a class="card door" href="/wallet">
        <Icon svg={wallet} />
        <span>
          <strong>{t.wallet}</strong>
          <small>{persons === undefined || persons.length === 0 ? t.walletEmpty : t.walletHolds(persons.length)}</small>
        </span>
      </a>
      <a class="card door" href="/history">
        <Icon svg={history} />
        <span>
          <strong>{t.history}</strong>
          <small>{t.historyHint}</small>
        </span>
      </a>
      <a class="card door is-wide" href="/check">
        <Icon svg={pin} />
        <span>
          <strong>{t.check}</strong>
          <small>{t.checkHint}</small>
        </span>
      </a>
      <a class="card door is-wide" href="/group">
        <Icon svg={bus} />
        <span>
          <strong>{t.group}</strong>
          <small>{t.groupHint}</small>
        </span>
      </a>
      <a class="card door is-wide" href="/certificate">
        <Icon svg={search} />
        <span>
          <strong>{t.examine}</strong>
          <small>{t.examineHint}</small>
        </span>
      </a>
    </nav>
  );
}

function DemoLink(): VNode | null {
  const t = useMessages(moreMessages);
  const [isDemo, setDemo] = useState(false);
  useEffect(() => {
    findIsDemo().then(setDemo, reportError);
  }, []);
  return isDemo ? (
    <p>
      <a href="/demo">{t.demo}</a>
    </p>
  ) : null;
}
