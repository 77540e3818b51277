export { rulesCheck } from './rules-check.ts';
export { rulesImport } from './rules-import.ts';
