import type { ProblemReply } from '@gapura/contract';
import { CommandFailure, UsageError, reasonOf, type Terminal } from './command.ts';
import { describeFaults } from './describe-faults.ts';

/** A running server, spoken to as the person who signed in. */
export interface RemoteServer {
  /** @throws CommandFailure with what the server says */
  send<Reply>(method: 'GET' | 'POST', path: string, body?: Buffer | object): Promise<Reply>;
  /** @throws CommandFailure with what the server says */
  download(path: string): Promise<Buffer>;
}

/**
 * Signs in with password and code, as on the web; nothing of it is kept.
 * @throws CommandFailure when the server refuses or cannot be reached
 */
export async function signIn(address: string, name: string | undefined, terminal: Terminal): Promise<RemoteServer> {
  let cookie = '';
  const call = async (method: string, path: string, body?: Buffer | object): Promise<Response> => {
    const type = Buffer.isBuffer(body) ? 'text/csv' : 'application/json';
    const reply = await fetch(new URL(`/api/v1${path}`, address), {
      method,
      redirect: 'error',
      headers: { 'accept-language': 'en', ...(cookie && { cookie }), ...(body && { 'content-type': type }) },
      ...(body && { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new CommandFailure(`${address} cannot be reached: ${reasonOf(error)}`, { cause: error });
    });
    if (!reply.ok) {
      throw new CommandFailure(await describeProblem(reply));
    }
    cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return reply;
  };
  const server: RemoteServer = {
    send: async <Reply>(method: string, path: string, body?: Buffer | object) =>
      (await call(method, path, body)).json() as Promise<Reply>,
    download: async (path) => Buffer.from(await (await call('GET', path)).arrayBuffer()),
  };
  const signInName = name ?? (await ask(terminal, 'Sign-in name: ', { fallback: '--name' }));
  const password = process.env['GAPURA_PASSWORD'] ?? (await ask(terminal, 'Password: ', { secret: 'GAPURA_PASSWORD' }));
  await server.send('POST', '/sessions', { signInName, password });
  const code = process.env['GAPURA_CODE'] ?? (await ask(terminal, 'Code of your app: ', { fallback: 'GAPURA_CODE' }));
  await server.send('POST', '/sessions/current/second-factor', { code: code.replaceAll(' ', '') });
  return server;
}

type Asked = { readonly secret: string } | { readonly fallback: string };

async function ask(terminal: Terminal, question: string, asked: Asked): Promise<string> {
  const secret = 'secret' in asked;
  const answer = await terminal.ask(question, { secret });
  if (answer === null) {
    throw new UsageError(`nobody is at the terminal; give ${secret ? asked.secret : asked.fallback}`);
  }
  return answer.trim();
}

async function describeProblem(reply: Response): Promise<string> {
  const problem = (await reply.json().catch(() => null)) as ProblemReply | null;
  if (problem === null || typeof problem.title !== 'string') {
    return `the server answers ${reply.status}. Is the address right?`;
  }
  const { title, detail, code, retryAfterSeconds, csvFaults = [] } = problem;
  const wait = retryAfterSeconds === undefined ? '' : ` Try again in ${Math.ceil(retryAfterSeconds / 60)} minutes.`;
  const faults = csvFaults.length === 0 ? '' : `\n${describeFaults(csvFaults)}`;
  return `${title}${detail === undefined ? '' : ` ${detail}`}${wait} [${code}]${faults}`;
}
