import type { DemoReply } from '@gapura/contract';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { Empty, ErrorState, Loading, Page } from '../ui/index.ts';
import { DemoBadges } from './demo-badges.tsx';
import { DemoCertificates } from './demo-certificates.tsx';
import { DemoStaff } from './demo-staff.tsx';
import { DemoVenues } from './demo-venues.tsx';
import './demo.css';
import { demoMessages } from './messages.ts';

/** Everything a newcomer needs to try each case, on one page. */
export function DemoPage(): VNode {
  const t = useMessages(demoMessages);
  const [demo, setDemo] = useState<DemoReply>();
  const [problem, setProblem] = useState<unknown>();
  const load = (): void => {
    setProblem(undefined);
    api.demo().then(setDemo, setProblem);
  };
  useEffect(load, []);
  return (
    <Page title={t.title} {...(isMissing(problem) ? {} : { lead: t.lead })} back="/" wide>
      {isMissing(problem) ? (
        <Empty title={t.noDemo}>
          <a class="button is-primary" href="/">
            {t.toStart}
          </a>
        </Empty>
      ) : (
        problem !== undefined && <ErrorState problem={problem} onRetry={load} />
      )}
      {demo === undefined && problem === undefined && <Loading />}
      {demo !== undefined && <Demo demo={demo} />}
    </Page>
  );
}

/** Outside demo mode the server knows no such address. */
function isMissing(problem: unknown): boolean {
  return problem instanceof ApiProblem && problem.status === 404;
}

function Demo({ demo }: { demo: DemoReply }): VNode {
  const t = useMessages(demoMessages);
  return (
    <>
      <section class="notice is-calm">
        <h2>{t.how}</h2>
        <ol class="demo-steps">
          {t.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
      <nav class="row" aria-label={t.onThisPage}>
        <a class="button" href="#gates">
          {t.gates}
        </a>
        <a class="button" href="#certificates">
          {t.certificates}
        </a>
        <a class="button" href="#badges">
          {t.badges}
        </a>
        <a class="button" href="#staff">
          {t.staff}
        </a>
      </nav>
      <DemoVenues venues={demo.venues} />
      <DemoCertificates certificates={demo.certificates} />
      <DemoBadges badges={demo.badges} />
      <DemoStaff staff={demo.staff} />
    </>
  );
}
