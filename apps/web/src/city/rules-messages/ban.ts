import type { messages as indonesian } from './id.ts';

export const messages: typeof indonesian = {
  title: 'Uger-uger sané mamurti',
  lead: 'Level miwah uger-uger ring sami wewidangan, mangkin miwah sané pacang rauh, sareng pikenoh miwah dasar hukumnyané.',
  levels: 'Level',
  levelsText: 'Ring wewidangan sané nénten kasambat, level wewidangan ring duurnyané mamurti.',
  packs: 'Pakét uger-uger',
  packsText: 'Sira sané dados ngranjing, miwah akéh anaké manut level.',
  ahead: 'Sané pacang rauh',
  packsAhead: 'Pakét uger-uger sané pacang rauh',
  from: (at) => `Ngawit ${at}`,
  source: 'Dasar hukum',
  asAbove: (area) => `Katetepang majeng ${area}.`,
  levelOfAbove: 'nganutin wewidangan ring duur',
  noLevel: 'Durung wénten level sané mamurti.',
  packByDefault: 'Mamurti ring dija ja nénten kapilih pakét lianan.',
  whoMayEnter: 'Sira sané dados ngranjing',
  howMany: 'Wates manut soroh genah miwah level',
};
