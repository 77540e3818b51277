import { api, ApiProblem } from '../api/index.ts';
import { answerStore } from '../offline/index.ts';
import { isGenuinePoster, type PosterKey } from './poster.ts';

const storageKey = 'poster-key';

/** True or false where this phone can tell; null where it can't (no key yet, or no WebCrypto), so that the server must. */
export async function checkSignature(code: string, signature: string): Promise<boolean | null> {
  if (!globalThis.isSecureContext) {
    return null;
  }
  const kept = await answerStore.find<PosterKey>(storageKey);
  if (kept !== undefined && (await isGenuinePoster(code, signature, kept))) {
    return true;
  }
  // A poster that fails under the kept key may have been signed with a newer one.
  const fresh = await findFreshKey();
  return fresh === null ? null : isGenuinePoster(code, signature, fresh);
}

async function findFreshKey(): Promise<PosterKey | null> {
  try {
    const key = await api.posterKey();
    await answerStore.put(storageKey, key);
    return key;
  } catch (error) {
    if (error instanceof ApiProblem && error.mayRetry) return null;
    throw error;
  }
}

/** Where this installation's posters may point to: this page's origin and, where it is known, the one that signs. */
export async function listPosterOrigins(): Promise<readonly string[]> {
  const kept = await answerStore.find<PosterKey>(storageKey);
  return kept === undefined ? [location.origin] : [location.origin, new URL(kept.origin).origin];
}
