import { announceChange, groupStore, type Group } from '../../offline/index.ts';
import { groupId, isOver, newGroup } from './group.ts';

/** The group on this phone. One whose day has come is deleted here, before anybody sees it. */
export async function findGroup(now: Date): Promise<Group | null> {
  const group = (await groupStore.list()).find(({ id }) => id === groupId);
  if (group !== undefined && isOver(group, now)) {
    await groupStore.remove(group.id);
    return null;
  }
  return group ?? null;
}

let latest: Promise<unknown> = Promise.resolve();

/** Changes the group as it is stored now. One change after the other: codes come faster than they are stored. */
export function changeGroup<T extends { readonly group: Group }>(change: (group: Group) => T): Promise<T> {
  const changed = latest.then(async () => {
    const now = new Date();
    const result = change((await findGroup(now)) ?? newGroup(now));
    await groupStore.put(result.group);
    announceChange();
    return result;
  });
  // A change that failed was told to whoever asked for it; the next one begins anew.
  latest = changed.catch(() => undefined);
  return changed;
}

export async function deleteGroup({ id }: Group): Promise<void> {
  await groupStore.remove(id);
  announceChange();
}

export async function restoreGroup(group: Group): Promise<void> {
  await groupStore.put(group);
  announceChange();
}
