import type { ManagedVenue, SessionReply, VenueRequest } from '@gapura/contract';
import { useLocation } from 'preact-iso';
import type { VNode } from 'preact';
import { api } from '../api/index.ts';
import { useMessages } from '../i18n/index.ts';
import { Empty, ErrorState, Loading, toast } from '../ui/index.ts';
import { ManagerPage } from './manager-page.tsx';
import { managerMessages } from './messages.ts';
import { useCategories, useOrganisations } from './replies.ts';
import { VenueForm } from './venue-form.tsx';

export function NewVenuePage({ session }: { session: SessionReply }): VNode {
  const m = useMessages(managerMessages);
  const { route } = useLocation();
  const categories = useCategories();
  const organisations = useOrganisations();
  const problem = categories.problem ?? organisations.problem;
  const retry = (): void => {
    categories.reload();
    organisations.reload();
  };
  const create = async (request: VenueRequest): Promise<void> => {
    const { id, name } = await api.send<ManagedVenue>('POST', '/venues', request);
    route(`/manager/venues/${id}`);
    toast(m.saved(name));
  };
  return (
    <ManagerPage session={session} title={m.newVenue} back="/manager">
      {problem !== undefined && <ErrorState problem={problem} onRetry={retry} />}
      {organisations.value?.organisations.length === 0 && (
        <Empty title={m.noOrganisations}>
          <a class="button is-primary" href="/manager/organisations">
            {m.makeOrganisation}
          </a>
        </Empty>
      )}
      {categories.value !== undefined && organisations.value !== undefined
        ? organisations.value.organisations.length > 0 && (
            <VenueForm
              categories={categories.value.categories}
              organisations={organisations.value.organisations}
              onCreate={create}
            />
          )
        : problem === undefined && <Loading />}
    </ManagerPage>
  );
}
