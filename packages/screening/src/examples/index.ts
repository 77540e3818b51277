export { parseExamples } from './example.ts';
export { findUnshown, runExamples } from './run-examples.ts';
