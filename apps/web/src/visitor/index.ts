export function StartPage(): null {
  return null;
}
export function GatePage(_props: { code: string; signature?: string }): null {
  return null;
}
export function WalletPage(): null {
  return null;
}
export function HistoryPage(): null {
  return null;
}
