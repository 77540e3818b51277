export { createDemoIssuer, type DemoIssuer, type DemoIssuerOptions } from './issue/create-demo-issuer.ts';
export { createIssuer, type IssuerKey, type IssuerOptions } from './issue/create-issuer.ts';
export { issueEuDcc, type IssueOptions } from './issue/issue-eu-dcc.ts';
export { signMessage, toHc1Text, type MessageToSign } from './issue/sign-message.ts';
export { transliterate } from './issue/transliterate.ts';
