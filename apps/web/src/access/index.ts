/** Not built yet: sign-in, invitation and pairing pages. */
export function SignInPage(): null {
  return null;
}
export function InvitationPage(_props: { token: string }): null {
  return null;
}
export function PairPage(_props: { code: string }): null {
  return null;
}
