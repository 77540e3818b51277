import { StartError } from './config/start-error.ts';
import { startGapura } from './start.ts';

try {
  await startGapura();
} catch (error) {
  if (error instanceof StartError) {
    console.error(`\nGapura cannot start: ${error.message}\n`);
    process.exit(error.exitCode);
  }
  throw error;
}
