import type { SessionReply } from '@gapura/contract';
import { Route, Router } from 'preact-iso';
import type { VNode } from 'preact';
import { SignedIn } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { AuditPage } from './audit-page.tsx';
import { FileListPage } from './file-list-page.tsx';
import { FilePage } from './file-page.tsx';
import { IssuedPage } from './issued-page.tsx';
import { IssuersPage } from './issuers-page.tsx';
import { cardMessages } from './messages.ts';
import { NewRequestPage } from './new-request-page.tsx';
import { RequestListPage } from './request-list-page.tsx';
import { RequestPage } from './request-page.tsx';

/** Where vaccination cards are asked for, approved, printed and revoked; admins decide here who may issue. */
export function CardsRoom(): VNode {
  const m = useMessages(cardMessages);
  return (
    <SignedIn roles={['issuer', 'manager', 'admin']} title={m.cards}>
      {(session) => (session.role === 'admin' ? <AdminPages session={session} /> : <OwnPages session={session} />)}
    </SignedIn>
  );
}

/** An admin belongs to no organisation and has no part in issuing. */
function AdminPages({ session }: { session: SessionReply }): VNode {
  return (
    <Router>
      <Route path="/issued" component={IssuedPage} session={session} />
      <Route path="/audit" component={AuditPage} session={session} />
      <Route default component={IssuersPage} session={session} />
    </Router>
  );
}

function OwnPages({ session }: { session: SessionReply }): VNode {
  return (
    <Router>
      <Route path="/new" component={NewRequestPage} session={session} />
      <Route path="/requests/:id" component={RequestPage} session={session} />
      <Route path="/files" component={FileListPage} session={session} />
      <Route path="/files/:id" component={FilePage} session={session} />
      <Route path="/issued" component={IssuedPage} session={session} />
      <Route path="/issuers" component={IssuersPage} session={session} />
      <Route path="/audit" component={AuditPage} session={session} />
      <Route default component={RequestListPage} session={session} />
    </Router>
  );
}
