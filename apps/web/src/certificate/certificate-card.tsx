import heart from 'lucide-static/icons/heart-pulse.svg?raw';
import shieldOff from 'lucide-static/icons/shield-off.svg?raw';
import syringe from 'lucide-static/icons/syringe.svg?raw';
import tube from 'lucide-static/icons/test-tube-diagonal.svg?raw';
import type { Facts } from '@gapura/credentials';
import type { VNode } from 'preact';
import { formatDate, useMessages } from '../i18n/index.ts';
import { Icon } from '../ui/index.ts';
import { certificateMessages } from './messages.ts';
import { countryName, nameOf } from './names.ts';
import { day, listStatements, restOf, type StatementKind } from './statements.ts';

const icons: Record<StatementKind, string> = { dose: syringe, test: tube, recovery: heart, exemption: shieldOff };

interface CertificateCardProps {
  readonly facts: Facts;
  /** Whether a signature vouches for it. */
  readonly isProven: boolean;
}

/** The certificate as a sheet that people can read; what nobody vouches for looks different all over. */
export function CertificateCard({ facts, isProven }: CertificateCardProps): VNode {
  const t = useMessages(certificateMessages);
  const { holder, issuer } = facts;
  return (
    <article class={isProven ? 'card sheet' : 'card sheet is-unproven'} aria-labelledby="holder">
      {!isProven && (
        <p class="unproven">
          <strong>{t.unverified}.</strong> {t.unverifiedText}
        </p>
      )}
      <header>
        <p class="small soft">{t.about}</p>
        <h2 id="holder">{nameOf(holder) || t.nameless}</h2>
        {holder.bornOn !== '' && <p>{t.bornOn(formatDate(holder.bornOn))}</p>}
        {issuer.demo && <p class="demo-mark">{t.demo}</p>}
      </header>
      <Statements facts={facts} />
      <dl class="terms">
        <Term
          name={t.issuer}
          value={[issuer.name, countryName(issuer.country)].filter(Boolean).join(', ') || t.issuerUnnamed}
        />
        {facts.issuedAt !== null && <Term name={t.issuedAt} value={day(facts.issuedAt)} />}
        <Term name={t.validUntil} value={facts.validUntil === null ? t.noEnd : day(facts.validUntil)} />
        <Term name={t.format} value={t.formats[facts.format]} />
      </dl>
    </article>
  );
}

function Statements({ facts }: { facts: Facts }): VNode {
  const t = useMessages(certificateMessages);
  const statements = listStatements(facts, t);
  if (statements.length === 0) return <p>{restOf(facts, t)}</p>;
  return (
    <ul class="statements">
      {statements.map(({ kind, title, lines }, at) => (
        <li key={at}>
          <Icon svg={icons[kind]} />
          <div>
            <strong>{title}</strong>
            {lines.map((line) => (
              <p key={line} class="small">
                {line}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}

export function Term({ name, value }: { name: string; value: string }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
