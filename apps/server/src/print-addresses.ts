import type { Context } from './context.ts';

/** Tells a newcomer where to go, in a table that fits a small terminal. */
export async function printAddresses(context: Context): Promise<void> {
  const { origin, mode } = context.config;
  const invitation = mode === 'production' ? await context.access.createFirstAdminInvitation() : null;
  const rows: [string, string][] = [
    ['Visitors', `${origin}/`],
    ['Staff', `${origin}/sign-in`],
    ...(mode === 'demo' ? ([['Demo: posters, sign-ins, certificates', `${origin}/demo`]] as [string, string][]) : []),
    ['API reference', `${origin}/api/docs`],
    ...(invitation === null ? [] : ([['First admin (works once)', invitation.url]] as [string, string][])),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, address]) => `  ${name.padEnd(width)}  ${address}`);
  console.log(
    `\nGapura is ready${mode === 'demo' ? ' (demo mode)' : ''}.\n\n${lines.join('\n')}\n\n  Ctrl-C stops it.\n`,
  );
}
