import badgeAlert from 'lucide-static/icons/badge-alert.svg?raw';
import badgeCheck from 'lucide-static/icons/badge-check.svg?raw';
import badgeQuestion from 'lucide-static/icons/badge-question-mark.svg?raw';
import badgeX from 'lucide-static/icons/badge-x.svg?raw';
import wallet from 'lucide-static/icons/wallet-cards.svg?raw';
import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { formatNumber, useMessages } from '../i18n/index.ts';
import { Icon } from '../ui/index.ts';
import type { Issuers } from '../verification/index.ts';
import { CertificateCard } from './certificate-card.tsx';
import { conclusionOf, toneOf, type Tone } from './conclusion.ts';
import { DoorCard } from './door-card.tsx';
import { certificateMessages } from './messages.ts';
import { agoText } from './names.ts';
import type { Report } from './report.ts';
import { TechnicalDetails } from './technical-details.tsx';

const icons: Record<Tone, string> = { good: badgeCheck, late: badgeAlert, bad: badgeX, open: badgeQuestion };

/** The answer: how it stands in large letters, what the certificate says, what to do next. */
export function ReportView({ report }: { report: Report }): VNode {
  const t = useMessages(certificateMessages);
  const { finding, hindrance } = report;
  const conclusion = conclusionOf(finding, hindrance);
  const tone = toneOf(conclusion);
  const { word, text, next } = t.conclusions[conclusion];
  const { facts } = finding;
  const isProven = finding.is === 'genuine' || finding.is === 'out-of-time';
  return (
    <>
      <section class={`conclusion is-${tone}`} role="status">
        <Icon svg={icons[tone]} />
        <div>
          <h2>{word}</h2>
          <p>{text}</p>
        </div>
      </section>
      {!isProven && <NextSteps report={report} steps={next} />}
      <div class={facts === null ? 'stack' : 'examination'}>
        {facts !== null && <CertificateCard facts={facts} isProven={isProven || isRevoked(finding)} />}
        <div class="stack">
          {isProven && <NextSteps report={report} steps={next} />}
          {facts !== null && <DoorCard facts={facts} is={finding.is} />}
          <TechnicalDetails report={report} />
          <IssuersNote report={report} />
        </div>
      </div>
    </>
  );
}

/** Somebody did vouch for it: revocations are looked up only for what is genuinely signed. */
function isRevoked(finding: Report['finding']): boolean {
  return finding.is === 'refused' && ['revoked', 'denied'].includes(finding.violation.code);
}

/** The wallet takes over what this page has read, see its own key. */
const walletKey = 'gapura.scanned';

function NextSteps({ report: { text, finding }, steps }: { report: Report; steps: readonly string[] }): VNode {
  const t = useMessages(certificateMessages);
  const { route } = useLocation();
  const keep = (): void => {
    sessionStorage.setItem(walletKey, text);
    route('/wallet');
  };
  return (
    <section class="card">
      <h2>{t.whatNext}</h2>
      <ul class="next-steps">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ul>
      {finding.is === 'genuine' && (
        <button type="button" class="button is-primary" onClick={keep}>
          <Icon svg={wallet} />
          {t.keepIt}
        </button>
      )}
    </section>
  );
}

const oldAfterMs = 7 * 86_400_000;

function IssuersNote({ report: { issuers } }: { report: Report }): VNode {
  const t = useMessages(certificateMessages);
  if (issuers === null) return <p class="small soft">{t.noIssuers}</p>;
  const now = new Date();
  const at = new Date(issuers.fetchedAt);
  return (
    <p class="small soft">
      {t.issuersAge(formatNumber(issuers.entries.length), agoText(at, now))}{' '}
      {now.getTime() - at.getTime() > oldAfterMs && <strong>{t.issuersOld}</strong>}{' '}
      <RevocationsNote revocations={issuers.revocations} now={now} />
    </p>
  );
}

function RevocationsNote({ revocations, now }: { revocations: Issuers['revocations']; now: Date }): VNode {
  const t = useMessages(certificateMessages);
  if (revocations === null) return <>{t.revocationNote}</>;
  const at = new Date(revocations.fetchedAt);
  const age = agoText(at, now);
  return (
    <>
      {revocations.isComplete ? t.revocationsAge(age) : t.revocationsPart(age)}{' '}
      {now.getTime() - at.getTime() > oldAfterMs && <strong>{t.issuersOld}</strong>}
    </>
  );
}
