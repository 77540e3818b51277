import type { Area, CategoriesReply, ManagedVenuesReply, OrganisationSummary } from '@gapura/contract';
import { useReply, type RemoteReply } from '../access/index.ts';
import { api } from '../api/index.ts';

export function useManagedVenues(): RemoteReply<ManagedVenuesReply> {
  return useReply('managed-venues', () => api.send<ManagedVenuesReply>('GET', '/managed-venues'));
}

export function useCategories(): RemoteReply<CategoriesReply> {
  return useReply('categories', () => api.send<CategoriesReply>('GET', '/categories'));
}

export function useAreas(): RemoteReply<{ areas: Area[] }> {
  return useReply('areas', () => api.send<{ areas: Area[] }>('GET', '/areas'));
}

export function useOrganisations(): RemoteReply<{ organisations: OrganisationSummary[] }> {
  return useReply('organisations', () => api.send<{ organisations: OrganisationSummary[] }>('GET', '/organisations'));
}
