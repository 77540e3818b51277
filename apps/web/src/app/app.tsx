import { ErrorBoundary, LocationProvider, Route, Router } from 'preact-iso';
import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useMessages } from '../i18n/index.ts';
import { ErrorState, Page, toast, Toasts, uiMessages } from '../ui/index.ts';
import * as rooms from './rooms.ts';

/** Links to the API, such as a poster’s PDF, are left to the browser. */
const pages = /^\/(?!api\/)/;

export function App(): VNode {
  const [failure, setFailure] = useState<Error>();
  useEffect(tellErrors, []);
  if (failure !== undefined) {
    return <RoomFailed failure={failure} />;
  }
  return (
    <LocationProvider scope={pages}>
      <ErrorBoundary onError={setFailure}>
        <Router>
          <Route path="/" component={rooms.StartPage} />
          <Route path="/g/:code/:signature?" component={rooms.GatePage} />
          {/* Posters hold the whole address in upper case: their code is smaller then. */}
          <Route path="/G/:code/:signature?" component={rooms.GatePage} />
          <Route path="/pass/:eventId" component={rooms.PassPage} />
          <Route path="/wallet" component={rooms.WalletPage} />
          <Route path="/history" component={rooms.HistoryPage} />
          <Route path="/*" component={rooms.OtherRooms} />
        </Router>
      </ErrorBoundary>
      <Toasts />
    </LocationProvider>
  );
}

/** What no page expected is said, not only logged: the phone's storage may be full or forbidden. */
function tellErrors(): () => void {
  const tell = (): void => toast(uiMessages.texts.value.unexpected);
  addEventListener('error', tell);
  addEventListener('unhandledrejection', tell);
  return () => {
    removeEventListener('error', tell);
    removeEventListener('unhandledrejection', tell);
  };
}

/** A room's chunk could not be loaded, or the room broke: say so and offer the way back. */
function RoomFailed({ failure }: { failure: Error }): VNode {
  const t = useMessages(uiMessages);
  return (
    <Page title={t.roomFailedTitle} lead={t.roomFailedText}>
      <ErrorState problem={failure} onRetry={() => location.reload()} />
    </Page>
  );
}
