import type { messages as indonesian } from './id.ts';

export const messages: typeof indonesian = {
  title: 'Rules in force',
  lead: 'Levels and rules of every area, now and to come, with their reasons and legal sources.',
  levels: 'Levels',
  levelsText: 'In areas that are not named, the level of the area above counts.',
  packs: 'Rule packs',
  packsText: 'Who may enter, and how many people by level.',
  ahead: 'To come',
  packsAhead: 'Rule packs to come',
  from: (at) => `From ${at}`,
  source: 'Legal source',
  asAbove: (area) => `Entered for ${area}.`,
  levelOfAbove: 'as in the area above',
  noLevel: 'No level is in force.',
  packByDefault: 'In force wherever no other pack was chosen.',
  whoMayEnter: 'Who may enter',
  howMany: 'Limits by kind of place and level',
};
