export { toCrockford } from './crockford.ts';
export { createPosterSigner, type PosterSigner } from './poster-signer.ts';
export { posterRoutes } from './routes.ts';
