export { procedureMessages } from './messages.ts';
export { ProcedureSteps } from './procedure-steps.tsx';
