import { room } from './room.ts';

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
/** Everything that a visitor at a gate does not need: only its names are weight enough to keep apart. */
export const OtherRooms = room(async () => (await import('./other-rooms.tsx')).OtherRooms);
