import { render } from 'preact';
import { messagesReady, startLanguage } from '../i18n/index.ts';
import { App } from './app.tsx';
import '../ui/tokens.css';
import '../ui/base.css';
import '../ui/page.css';
import '../ui/parts.css';

const root = document.getElementById('app');
if (root === null) {
  throw new Error('index.html has no element #app');
}
/** A page from before an update asks for files that are gone: loaded again, it is the new one. */
addEventListener('vite:preloadError', () => {
  const [navigation] = performance.getEntriesByType('navigation');
  const isReloaded = navigation instanceof PerformanceNavigationTiming && navigation.type === 'reload';
  if (!isReloaded && navigator.onLine) location.reload();
});

startLanguage();
await messagesReady();
render(<App />, root);

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  // After the page is there: the first visit is for the visitor, the next ones are for the cache.
  const register = (): void => void navigator.serviceWorker.register('/service-worker.js').catch(reportError);
  if (document.readyState === 'complete') register();
  else addEventListener('load', register);
}
