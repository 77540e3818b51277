import { Route, Router } from 'preact-iso';
import type { VNode } from 'preact';
import { SignedIn } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { IncidentsPage } from './incidents-page.tsx';
import { managerMessages } from './messages.ts';
import { NewVenuePage } from './new-venue-page.tsx';
import { OrganisationsPage } from './organisations-page.tsx';
import { ProceduresPage } from './procedures-page.tsx';
import { RosterPage } from './roster/roster-page.tsx';
import { StaffPage } from './staff-page.tsx';
import { VenueListPage } from './venue-list-page.tsx';
import { VenuePage } from './venue-page.tsx';

/** Whoever runs venues: registers them, prints posters, sets limits, invites officers, and watches the numbers. */
export function ManagerRoom(): VNode {
  const m = useMessages(managerMessages);
  return (
    <SignedIn roles={['manager', 'admin']} title={m.venues}>
      {(session) => (
        <Router>
          <Route path="/" component={VenueListPage} session={session} />
          <Route path="/new" component={NewVenuePage} session={session} />
          <Route path="/venues/:id" component={VenuePage} session={session} />
          <Route path="/incidents" component={IncidentsPage} session={session} />
          <Route path="/procedures" component={ProceduresPage} session={session} />
          <Route path="/staff" component={StaffPage} session={session} />
          <Route path="/employees" component={RosterPage} session={session} />
          <Route path="/organisations" component={OrganisationsPage} session={session} />
          <Route default component={VenueListPage} session={session} />
        </Router>
      )}
    </SignedIn>
  );
}
