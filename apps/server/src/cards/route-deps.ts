import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { Access } from '../access/index.ts';
import { getOfficer, type CardsDeps, type Officer } from './deps.ts';

export interface CardRouteDeps {
  readonly cards: CardsDeps;
  readonly access: Pick<Access, 'getSession'>;
}

export const CardFormat = Type.Union([Type.Literal('wallet'), Type.Literal('A4')]);

export async function getRequester({ access }: CardRouteDeps, request: FastifyRequest): Promise<Officer> {
  return getOfficer(await access.getSession(request), 'card.request');
}

export async function getDecider({ access }: CardRouteDeps, request: FastifyRequest): Promise<Officer> {
  return getOfficer(await access.getSession(request), 'card.decide');
}
