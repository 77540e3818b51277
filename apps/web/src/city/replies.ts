import type {
  Area,
  CategoriesReply,
  OverviewReply,
  RegimesReply,
  RulePackDocument,
  RulesInForceReply,
} from '@gapura/contract';
import { useEffect } from 'preact/hooks';
import { useReply, type RemoteReply } from '../access/index.ts';
import { api } from '../api/index.ts';
import { packOf, type Pack } from './pack-document.ts';

export function useRegimes(): RemoteReply<RegimesReply> {
  return useReply('regimes', () => api.send<RegimesReply>('GET', '/regimes'));
}

export function useAreas(): RemoteReply<{ areas: Area[] }> {
  return useReply('areas', () => api.send<{ areas: Area[] }>('GET', '/areas'));
}

export function useCategories(): RemoteReply<CategoriesReply> {
  return useReply('categories', () => api.send<CategoriesReply>('GET', '/categories'));
}

export function useRulesInForce(): RemoteReply<RulesInForceReply> {
  return useReply('rules', () => api.send<RulesInForceReply>('GET', '/rules'));
}

/** @param name as in the address: `id/version` */
export function usePack(name: string): RemoteReply<Pack> {
  return useReply(name, async () => packOf(await api.send<RulePackDocument>('GET', `/rule-packs/${name}`)));
}

/** The browser asks with the mark of what it has; where nothing has changed the server sends nothing. */
export function useOverview(): RemoteReply<OverviewReply> {
  return useRepeated(useReply('overview', () => api.send<OverviewReply>('GET', '/overview')));
}

const askAgainMs = 5_000;

/** Asks again and again while the page is looked at. */
function useRepeated<T>(reply: RemoteReply<T>): RemoteReply<T> {
  const { reload } = reply;
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), askAgainMs);
    return () => clearInterval(timer);
  }, [reload]);
  return reply;
}
