import type {
  CheckInReply,
  CheckInRequest,
  CheckOutReply,
  CheckOutRequest,
  DemoReply,
  GateReply,
  OccupancyReply,
  PosterKeyReply,
  TrustListReply,
  VenueRulesReply,
  VenueSearchReply,
} from '@gapura/contract';
import { ApiProblem, problemOfResponse } from './problem.ts';

export { ApiProblem, type ApiProblemCode } from './problem.ts';

export interface ClientOptions {
  /** Where the API lives; the page's own origin unless told. */
  readonly origin?: string;
  /** The language of error titles, asked at each request. */
  readonly language?: () => string;
  readonly fetch?: typeof fetch;
  /** When to give up waiting; 15 s unless told. */
  readonly timeoutMs?: number;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The calls of the API, named as the contract names their replies. Each rejects with an {@link ApiProblem}. */
export interface Client {
  /** Any call, for routes without a name of their own here. `path` begins after `/api/v1`. */
  send<Reply>(method: Method, path: string, body?: unknown): Promise<Reply>;
  gate(code: string, signature?: string): Promise<GateReply>;
  checkIn(request: CheckInRequest): Promise<CheckInReply>;
  checkInNow(gate: string, eventId: string): Promise<CheckInReply>;
  checkOut(request: CheckOutRequest): Promise<CheckOutReply>;
  occupancy(venueId: string): Promise<OccupancyReply>;
  venues(search: string, area?: string): Promise<VenueSearchReply>;
  /** All that a phone needs to decide like the door of this venue. */
  venueRules(venueId: string): Promise<VenueRulesReply>;
  trustList(): Promise<TrustListReply>;
  posterKey(): Promise<PosterKeyReply>;
  demo(): Promise<DemoReply>;
}

export function createClient(options: ClientOptions = {}): Client {
  const send = <Reply>(method: Method, path: string, body?: unknown) =>
    answer<Reply>(options, path, requestOf(options, method, body));
  const part = encodeURIComponent;
  return {
    send,
    gate: (code, signature) =>
      send('GET', `/gates/${part(code)}${signature === undefined ? '' : `?signature=${part(signature)}`}`),
    checkIn: (request) => send('POST', '/check-ins', request),
    checkInNow: (gate, eventId) => send('GET', `/gates/${part(gate)}/check-ins/${part(eventId)}`),
    checkOut: (request) => send('POST', '/check-outs', request),
    occupancy: (venueId) => send('GET', `/venues/${part(venueId)}/occupancy`),
    venues: (search, area) =>
      send('GET', `/venues?search=${part(search)}${area === undefined ? '' : `&area=${part(area)}`}`),
    venueRules: (venueId) => send('GET', `/venues/${part(venueId)}/rules`),
    trustList: () => send('GET', '/trust-list'),
    posterKey: () => send('GET', '/poster-key'),
    demo: () => send('GET', '/demo'),
  };
}

function requestOf({ language, timeoutMs = 15_000 }: ClientOptions, method: Method, body: unknown): RequestInit {
  return {
    method,
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      accept: 'application/json, application/problem+json',
      ...(language && { 'accept-language': language() }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  };
}

async function answer<Reply>(options: ClientOptions, path: string, request: RequestInit): Promise<Reply> {
  const response = await reach(options, path, request);
  if (!response.ok) {
    throw await problemOfResponse(response);
  }
  return response.status === 204 ? (undefined as Reply) : await replyOf<Reply>(response);
}

async function reach(
  { origin = '', fetch: given }: ClientOptions,
  path: string,
  request: RequestInit,
): Promise<Response> {
  try {
    return await (given ?? fetch)(`${origin}/api/v1${path}`, request);
  } catch (cause) {
    throw new ApiProblem('network', { status: 0, title: 'No answer', cause });
  }
}

async function replyOf<Reply>(response: Response): Promise<Reply> {
  try {
    return (await response.json()) as Reply;
  } catch (cause) {
    // The body broke off or a captive portal answered with its own page: the outcome is unknown.
    throw new ApiProblem('unreadable', { status: response.status, title: 'Unreadable answer', cause });
  }
}
