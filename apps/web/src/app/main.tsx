import { render } from 'preact';
import { messagesReady, startLanguage } from '../i18n/index.ts';
import { App } from './app.tsx';

const root = document.getElementById('app');
if (root === null) {
  throw new Error('index.html has no element #app');
}
startLanguage();
await messagesReady();
render(<App />, root);
