export { createScreening, type Screened, type Screening } from './screening.ts';
export { loadRulePack } from './rule-pack-file.ts';
