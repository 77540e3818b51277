import { announceChange, personStore, type Person } from '../offline/index.ts';

/** Keeps somebody without a certificate; the same name and birth date are the same person. */
export async function keepPerson(person: Person): Promise<Person> {
  const known = (await personStore.list()).find((kept) => isSame(kept, person));
  if (known !== undefined) return known;
  await personStore.put(person);
  announceChange();
  return person;
}

function isSame(kept: Person, { name, bornOn }: Person): boolean {
  return kept.credentials.length === 0 && kept.name.toLowerCase() === name.toLowerCase() && kept.bornOn === bornOn;
}
