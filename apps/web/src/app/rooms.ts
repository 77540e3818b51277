import { lazy } from 'preact-iso';
import type { ComponentType, FunctionComponent } from 'preact';
import { messagesReady } from '../i18n/index.ts';

/** A room as its own chunk, shown when its texts are there in the present language. */
function room<Props>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return lazy(async () => {
    try {
      const component = await load();
      await messagesReady();
      return { default: component };
    } catch (problem) {
      return { default: broken<Props>(problem) };
    }
  });
}

/** `lazy` waits for ever for what can't be loaded; thrown while rendering, the failure reaches the error boundary. */
function broken<Props>(problem: unknown): FunctionComponent<Props> {
  return () => {
    throw problem;
  };
}

export const StartPage = room(async () => (await import('../visitor/start-page.tsx')).StartPage);
export const GatePage = room(async () => {
  const { GatePage: page } = await import('../visitor/gate-page.tsx');
  // The tap must show something even if the connection breaks before it; what fails here is asked for again then.
  const fetchPass = (): void => void import('../visitor/pass-page.tsx').catch(() => undefined);
  if (document.readyState === 'complete') fetchPass();
  else addEventListener('load', fetchPass, { once: true });
  return page;
});
export const PassPage = room(async () => (await import('../visitor/pass-page.tsx')).PassPage);
export const WalletPage = room(async () => (await import('../visitor/wallet-page.tsx')).WalletPage);
export const HistoryPage = room(async () => (await import('../visitor/history-page.tsx')).HistoryPage);
export const DemoPage = room(async () => (await import('../demo/index.ts')).DemoPage);
export const OfficerRoom = room(async () => (await import('../officer/index.ts')).OfficerRoom);
export const ManagerRoom = room(async () => (await import('../manager/index.ts')).ManagerRoom);
export const BoardRoom = room(async () => (await import('../board/index.ts')).BoardRoom);
export const SignInPage = room(async () => (await import('../access/index.ts')).SignInPage);
export const InvitationPage = room(async () => (await import('../access/index.ts')).InvitationPage);
export const PairPage = room(async () => (await import('../access/index.ts')).PairPage);
