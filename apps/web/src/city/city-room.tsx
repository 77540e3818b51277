import { Route, Router } from 'preact-iso';
import type { VNode } from 'preact';
import { SignedIn } from '../access/index.ts';
import { useMessages } from '../i18n/index.ts';
import { CasesPage } from './cases-page.tsx';
import { ComparePage } from './compare-page.tsx';
import { IncidentsPage } from './incidents-page.tsx';
import { LevelsPage } from './levels-page.tsx';
import { cityMessages } from './messages.ts';
import { OrdersPage } from './orders-page.tsx';
import { OverviewPage } from './overview-page.tsx';
import { PackPage } from './pack-page.tsx';
import { PacksPage } from './packs-page.tsx';

/** Where a task force sees a whole city and changes what is in force in it. */
export function CityRoom(): VNode {
  const m = useMessages(cityMessages);
  return (
    <SignedIn roles={['overseer', 'admin']} title={m.overview}>
      {(session) => (
        <Router>
          <Route path="/levels" component={LevelsPage} session={session} />
          <Route path="/levels/:area" component={LevelsPage} session={session} />
          <Route path="/packs" component={PacksPage} session={session} />
          <Route path="/packs/:id/:version" component={PackPage} session={session} />
          <Route path="/compare/:one/:other" component={ComparePage} session={session} />
          <Route path="/orders" component={OrdersPage} session={session} />
          <Route path="/orders/:venueId" component={OrdersPage} session={session} />
          <Route path="/cases" component={CasesPage} session={session} />
          <Route path="/incidents" component={IncidentsPage} session={session} />
          <Route default component={OverviewPage} session={session} />
        </Router>
      )}
    </SignedIn>
  );
}
