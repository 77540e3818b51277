import { readConfig } from '../config/config.ts';
import { StartError } from '../config/start-error.ts';
import { openForOperator } from '../database/open-for-operator.ts';
import { CommandFailure } from './command.ts';

/** The database that the environment names. @throws CommandFailure */
export async function openOperatorDatabase(): ReturnType<typeof openForOperator> {
  try {
    return await openForOperator(readConfig(process.env));
  } catch (error) {
    throw error instanceof StartError ? new CommandFailure(error.message, { cause: error }) : error;
  }
}
