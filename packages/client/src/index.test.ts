import { describe, expect, it } from 'vitest';
import { ApiProblem, createClient } from './index.ts';

interface Sent {
  url: string;
  init: RequestInit;
}

function clientAnswering(response: () => Response) {
  const sent: Sent[] = [];
  const client = createClient({
    language: () => 'en',
    fetch: async (url, init) => {
      sent.push({ url: url as string, init: init ?? {} });
      return response();
    },
  });
  return { client, sent };
}

async function problemOf(work: Promise<unknown>): Promise<ApiProblem> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiProblem)) throw new Error('an ApiProblem was expected');
  return error;
}

describe('the client', () => {
  it('sends JSON and asks for the language', async () => {
    const { client, sent } = clientAnswering(() => Response.json({ outcome: 'admitted' }));
    const request = { eventId: 'e', gate: 'G', kind: 'visitor' as const, persons: [{ credentials: [] }] };
    await client.checkIn(request);
    expect(sent[0]?.url).toBe('/api/v1/check-ins');
    expect(sent[0]?.init.method).toBe('POST');
    expect(sent[0]?.init.body).toBe(JSON.stringify(request));
    expect(sent[0]?.init.headers).toMatchObject({ 'accept-language': 'en', 'content-type': 'application/json' });
  });

  it('escapes what goes into an address', async () => {
    const { client, sent } = clientAnswering(() => Response.json({}));
    await client.gate('A/B', 'S&T');
    expect(sent[0]?.url).toBe('/api/v1/gates/A%2FB?signature=S%26T');
  });

  it('rejects with the code of the problem', async () => {
    const { client } = clientAnswering(() => Response.json({ code: 'gate-unknown', title: 'None' }, { status: 404 }));
    const problem = await problemOf(client.gate('X'));
    expect(problem).toMatchObject({ code: 'gate-unknown', status: 404, title: 'None', mayRetry: false });
  });

  it('calls an answer that is not ours unreadable, and lets it be tried again', async () => {
    const { client } = clientAnswering(() => new Response('<html>', { status: 200 }));
    expect(await problemOf(client.demo())).toMatchObject({ code: 'unreadable', mayRetry: true });
  });

  it('calls a missing answer a network problem', async () => {
    const client = createClient({ fetch: () => Promise.reject(new TypeError('Failed to fetch')) });
    expect(await problemOf(client.demo())).toMatchObject({ code: 'network', status: 0, mayRetry: true });
  });
});
