export { createLiveTrust, createTrust, demoIssuerName, type Trust } from './trust.ts';
export { trustRoutes } from './routes.ts';
export { createSignedLists, findListFiles, type SignedLists } from './signed-lists.ts';
export type { ListStatus } from './watched-list.ts';
