export type { ModelCommand } from './command.ts';
export { change, clockJumps, enter, repeatable, stories, type Plan, type Story } from './plans.ts';
export { modelWords, serverWords } from './server-words.ts';
export { VenueModel } from './venue-model.ts';
