import type { SessionReply } from '@gapura/contract';
import { Route, Router, useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { AccountButton, SignedIn } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { Empty, NotFound, Page } from '../ui/index.ts';
import { GateScreen } from './gate-screen.tsx';
import { officerMessages } from './messages.ts';
import { ProcedureBook } from './procedure-book.tsx';
import './officer.css';

/** Whoever stands at a gate: chooses it, and works there. Managers may look over the shoulder. */
export function OfficerRoom(): VNode {
  const m = useMessages(officerMessages);
  const { path } = useLocation();
  const book = <ProcedureBook gate={path.split('/')[2]} />;
  return (
    <SignedIn roles={['officer', 'manager', 'admin']} title={m.title} beside={book}>
      {(session) => (
        <Router>
          <Route path="/" component={GateChoice} session={session} />
          <Route path="/:code" component={GateScreen} session={session} />
          <Route default component={NotFound} />
        </Router>
      )}
    </SignedIn>
  );
}

function GateChoice({ session }: { session: SessionReply }): VNode {
  const m = useMessages(officerMessages);
  const { route } = useLocation();
  const [only, another] = session.gates;
  useEffect(() => {
    if (only !== undefined && another === undefined) route(`/officer/${only.gate.code}`, true);
  }, [only, another]);
  return (
    <Page title={m.chooseGate} lead={m.chooseGateLead} bar={<AccountButton session={session} />}>
      {session.gates.length === 0 && (
        <Empty title={m.noGates}>
          <p>{m.noGatesText}</p>
        </Empty>
      )}
      <ul class="stack">
        {session.gates.map(({ gate, venue }) => (
          <li key={gate.code}>
            <a class="button is-large is-full officer-gate" href={`/officer/${gate.code}`}>
              <span>
                {gate.name}
                <span class="soft small">
                  {venue.name} · {m.directions[gate.direction]}
                </span>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </Page>
  );
}
