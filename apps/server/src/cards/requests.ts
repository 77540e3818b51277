import { setImmediate } from 'node:timers/promises';
import type { CardContent, CardDecisionRequest, CardRequestsReply, CardRequestView } from '@gapura/contract';
import { uuidv7 } from 'uuidv7';
import { inTransaction, type Queryable } from '../database/pool.ts';
import { Problem } from '../http/problem.ts';
import { findFaults, hashPerson, normaliseContent } from './content.ts';
import type { CardsDeps, Officer } from './deps.ts';
import { findKeyInUse, lockIssuer, type IssuerRow } from './issuer-store.ts';
import { assertWithinLimits } from './limits.ts';
import { presentRequest } from './present.ts';
import {
  approveRequests,
  countCardsOf,
  handOut,
  insertRequests,
  listRequests,
  listRequestsOf,
  lockRequests,
  refuseRequests,
  type ApprovedRequest,
  type RequestPage,
  type RequestRow,
  type Which,
} from './request-store.ts';
import { openContent, sealContent } from './sealed-request.ts';
import { signCard, type CardSigner } from './sign-card.ts';
import { openSigningKey } from './signing-key.ts';

const dayMs = 86_400_000;
const keepDays = 7;
const keepRefusedDays = 1;
const waitingPerOrganisation = 2_000;
const pageSize = 50;

/** @throws Problem issuer-unknown where the organisation has no right to issue */
export async function getIssuerInForce(client: Queryable, organisationId: string): Promise<IssuerRow> {
  const issuer = await lockIssuer(client, organisationId);
  if (issuer === null || issuer.withdrawnAt !== null) {
    throw new Problem('issuer-unknown');
  }
  return issuer;
}

/**
 * Writes requests down, sealed, for a second person to decide about.
 * @throws Problem card-limit-reached when too many wait already
 */
export async function writeRequests(
  client: Queryable,
  deps: CardsDeps,
  entry: { readonly officer: Officer; readonly batchId: string | null; readonly contents: readonly CardContent[] },
): Promise<readonly string[]> {
  const { officer, batchId, contents } = entry;
  const at = deps.clock();
  const requests = contents.map((content, position) => {
    const id = uuidv7();
    return { id, position, sealed: sealContent(deps, id, { content, card: null }) };
  });
  const forgetAt = new Date(at.getTime() + keepDays * dayMs);
  const place = { organisationId: officer.organisationId, batchId, by: officer.accountId, at, forgetAt };
  if (!(await insertRequests(client, place, { requests, limit: waitingPerOrganisation }))) {
    throw new Problem('card-limit-reached', { retryAfterSeconds: 3600, detail: 'Too many requests wait already.' });
  }
  return requests.map(({ id }) => id);
}

/**
 * @throws Problem issuer-unknown, card-content-invalid, card-limit-reached
 */
export async function enterRequest(deps: CardsDeps, officer: Officer, given: CardContent): Promise<CardRequestView> {
  const content = normaliseContent(given);
  const faults = findFaults(content, deps.clock());
  if (faults.length > 0) {
    const errors = faults.map(({ field, code, message }) => ({ path: `/${field}`, message: `${code}: ${message.en}` }));
    throw new Problem('card-content-invalid', { errors });
  }
  const id = await inTransaction(deps.pool, async (client) => {
    await getIssuerInForce(client, officer.organisationId);
    const [requestId = ''] = await writeRequests(client, deps, { officer, batchId: null, contents: [content] });
    const { accountId: actor, organisationId } = officer;
    await deps.audit.record(client, { actor, action: 'card-request.entered', subject: requestId, organisationId });
    return requestId;
  });
  return getRequest(deps, officer, id);
}

async function open(deps: CardsDeps, officer: Officer, rows: readonly RequestRow[]): Promise<CardRequestView[]> {
  const opened = rows.map((row) => {
    const content = row.sealed === null ? null : openContent(deps, row.id, row.sealed);
    const hash = content === null ? null : hashPerson(deps.keys.persons, content.content);
    return { row, opened: content, hash: row.state === 'waiting' ? hash : null };
  });
  const counts = await countCardsOf(
    deps.pool,
    opened.flatMap(({ hash }) => (hash === null ? [] : [hash])),
  );
  return opened.map(({ hash, ...each }) => {
    const earlierCards = hash === null ? 0 : (counts.get(hash.toString('hex')) ?? 0);
    return presentRequest({ ...each, earlierCards }, officer);
  });
}

/** Newest first. */
export async function readRequests(
  deps: CardsDeps,
  officer: Officer,
  page: Omit<RequestPage, 'organisationId' | 'limit'>,
): Promise<CardRequestsReply> {
  const { organisationId } = officer;
  const rows = await listRequests(deps.pool, { ...page, organisationId, limit: pageSize });
  const last = rows.length === pageSize ? rows.at(-1) : undefined;
  return { requests: await open(deps, officer, rows), next: last?.id ?? null };
}

/** @throws Problem card-request-unknown */
export async function getRequest(deps: CardsDeps, officer: Officer, requestId: string): Promise<CardRequestView> {
  const rows = await listRequestsOf(deps.pool, officer.organisationId, { requestId });
  const [view] = await open(deps, officer, rows);
  if (view === undefined) {
    throw new Problem('card-request-unknown');
  }
  return view;
}

/**
 * A second person approves or refuses one request, or all of a batch that still wait: all of them or none.
 * @throws Problem issuer-unknown, card-request-unknown, card-batch-unknown, card-request-own, card-request-decided,
 *   card-limit-reached
 */
export async function decide(
  deps: CardsDeps,
  officer: Officer,
  { which, decision }: { readonly which: Which; readonly decision: CardDecisionRequest },
): Promise<void> {
  await inTransaction(deps.pool, async (client) => {
    // First the issuer, then the requests: everybody locks in this order.
    const issuer = await getIssuerInForce(client, officer.organisationId);
    const waiting = await getWaiting(client, officer, which);
    if (decision.decision === 'refuse') {
      await refuse(client, deps, { officer, waiting, reason: decision.reason });
    } else {
      await approve(client, deps, { officer, waiting, issuer });
    }
  });
}

async function getWaiting(client: Queryable, officer: Officer, which: Which): Promise<readonly RequestRow[]> {
  const rows = await lockRequests(client, officer.organisationId, which);
  if (rows.length === 0) {
    throw new Problem('requestId' in which ? 'card-request-unknown' : 'card-batch-unknown');
  }
  if (rows.some(({ requestedBy }) => requestedBy.id === officer.accountId)) {
    throw new Problem('card-request-own');
  }
  const waiting = rows.filter(({ state, sealed }) => state === 'waiting' && sealed !== null);
  if (waiting.length === 0) {
    throw new Problem('card-request-decided');
  }
  return waiting;
}

interface Refusal {
  readonly officer: Officer;
  readonly waiting: readonly RequestRow[];
  readonly reason: string;
}

async function refuse(client: Queryable, deps: CardsDeps, { officer, waiting, reason }: Refusal): Promise<void> {
  const { accountId: by, organisationId } = officer;
  const at = deps.clock();
  const forgetAt = new Date(at.getTime() + keepRefusedDays * dayMs);
  await refuseRequests(
    client,
    waiting.map(({ id }) => id),
    { by, at, reason, forgetAt },
  );
  const entries = waiting.map(({ id, requestedBy }) => {
    const detail = { reason, requestedBy: requestedBy.id };
    return { actor: by, action: 'card-request.refused', subject: id, organisationId, detail };
  });
  await deps.audit.record(client, entries);
}

interface Approval {
  readonly officer: Officer;
  readonly waiting: readonly RequestRow[];
  readonly issuer: IssuerRow;
}

async function approve(client: Queryable, deps: CardsDeps, approval: Approval): Promise<void> {
  const { officer, waiting, issuer } = approval;
  const { accountId: by, organisationId } = officer;
  const at = deps.clock();
  const personIds = [...new Set([by, ...waiting.map(({ requestedBy }) => requestedBy.id)])];
  await assertWithinLimits(client, issuer.limits, { organisationId, personIds, count: waiting.length, now: at });
  const key = await getSigner(client, deps, issuer);
  const signed: ApprovedRequest[] = [];
  for (const row of waiting) {
    signed.push(sign(deps, row, key));
    // Check-ins go on while five hundred cards are signed.
    await setImmediate();
  }
  await approveRequests(client, signed, { organisationId, keyId: key.id, by, at });
  for (const { id, cardId, requestedBy } of signed) {
    const entry = { actor: by, organisationId };
    await deps.audit.record(client, {
      ...entry,
      action: 'card-request.approved',
      subject: id,
      detail: { requestedBy },
    });
    await deps.audit.record(client, { ...entry, action: 'card.issued', subject: cardId, detail: { request: id } });
  }
}

async function getSigner(client: Queryable, deps: CardsDeps, issuer: IssuerRow): Promise<CardSigner> {
  const key = await findKeyInUse(client, issuer.organisationId);
  if (key === null || key.sealedKey === null) {
    throw new Problem('issuer-unknown');
  }
  const { id, keyId, validUntil, sealedKey } = key;
  const { organisationName } = issuer;
  return { id, keyId, validUntil, organisationName, key: openSigningKey(deps, id, sealedKey) };
}

function sign(deps: CardsDeps, { id, sealed, requestedBy }: RequestRow, signer: CardSigner): ApprovedRequest {
  const { content } = openContent(deps, id, sealed ?? '');
  const { text, certificateId, validUntil } = signCard(signer, content, deps.clock());
  const card = { text, certificateId, validUntil: validUntil.toISOString() };
  return {
    id,
    sealed: sealContent(deps, id, { content, card }),
    cardId: uuidv7(),
    certificateId,
    personHash: hashPerson(deps.keys.persons, content).toString('hex'),
    requestedBy: requestedBy.id,
  };
}

/**
 * The card is with its holder, or all of a batch are: their personal data is deleted at once.
 * @throws Problem card-request-unknown, card-batch-unknown
 */
export async function confirmHandedOut(deps: CardsDeps, officer: Officer, which: Which): Promise<void> {
  const { accountId: actor, organisationId } = officer;
  await inTransaction(deps.pool, async (client) => {
    const rows = await lockRequests(client, organisationId, which);
    const printed = rows.filter(({ state, sealed }) => state === 'approved' && sealed !== null);
    if (rows.length === 0) {
      throw new Problem('requestId' in which ? 'card-request-unknown' : 'card-batch-unknown');
    }
    const ids = printed.map(({ id }) => id);
    const handedOut = await handOut(client, ids, deps.clock());
    const entries = handedOut.map((subject) => ({ actor, action: 'card.handed-out', subject, organisationId }));
    await deps.audit.record(client, entries);
  });
}
