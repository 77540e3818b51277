import { announceChange, personStore, type KeptBadge, type Person } from '../../offline/index.ts';

/** Keeps a badge with its holder; nobody else on this phone has it any more. */
export async function keepBadge(holder: Person, badge: KeptBadge): Promise<void> {
  const others = (await personStore.list()).filter(
    ({ id, badge: kept }) => id !== holder.id && kept?.code === badge.code,
  );
  await Promise.all(others.map((other) => personStore.put(withoutBadge(other))));
  await personStore.put({ ...holder, badge });
  announceChange();
}

export async function removeBadge(holder: Person): Promise<void> {
  await personStore.put(withoutBadge(holder));
  announceChange();
}

function withoutBadge({ badge: _gone, ...person }: Person): Person {
  return person;
}
