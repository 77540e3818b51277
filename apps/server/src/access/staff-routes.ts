import {
  InvitationAcceptRequest,
  InvitationReply,
  InvitationView,
  SessionReply,
  StaffReply,
  StaffRequest,
  Uuid,
  strictObject,
} from '@gapura/contract';
import { Type } from 'typebox';
import type { App } from '../http/app.ts';
import type { Access } from './access.ts';
import { acceptInvitation, getInvitation } from './invitation.ts';
import { presentInvitation } from './present.ts';
import { replyWithSession } from './reply-with-session.ts';
import { disableStaff, inviteStaff, readStaff } from './staff.ts';

const InvitationParams = strictObject({ token: Type.String({ maxLength: 64 }) });

export function staffRoutes(app: App, access: Access): void {
  const { deps } = access;

  app.get(
    '/staff',
    {
      schema: {
        tags: ['access'],
        summary: 'The staff of an organisation, newest first',
        querystring: strictObject({ organisationId: Type.Optional(Uuid) }),
        response: { 200: StaffReply },
      },
    },
    async (request) => {
      const session = await access.getSession(request);
      return { staff: await readStaff(deps, session, request.query.organisationId) };
    },
  );

  app.post(
    '/staff',
    {
      schema: {
        tags: ['access'],
        summary: 'Invite somebody to work here',
        body: StaffRequest,
        response: { 201: InvitationReply },
      },
    },
    async (request, reply) => {
      const invitation = await inviteStaff(deps, await access.getSession(request), request.body);
      void reply.code(201);
      return invitation;
    },
  );

  app.delete(
    '/staff/:id',
    {
      schema: {
        tags: ['access'],
        summary: 'Disable an account and end its sessions',
        params: strictObject({ id: Uuid }),
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      await disableStaff(deps, await access.getSession(request), request.params.id);
      return reply.code(204).send(null);
    },
  );

  invitationRoutes(app, access);
}

function invitationRoutes(app: App, access: Access): void {
  const { deps } = access;

  app.get(
    '/invitations/:token',
    {
      schema: {
        tags: ['access'],
        summary: 'Whom an invitation is for',
        params: InvitationParams,
        response: { 200: InvitationView },
      },
    },
    async (request) => presentInvitation(await getInvitation(deps, request.params.token)),
  );

  app.post(
    '/invitations/:token',
    {
      schema: {
        tags: ['access'],
        summary: 'Accept an invitation and sign in',
        params: InvitationParams,
        body: InvitationAcceptRequest,
        response: { 201: SessionReply },
      },
    },
    async (request, reply) => {
      const replaces = deps.cookie.readHash(request);
      const acceptance = { token: request.params.token, request: request.body, replaces };
      return replyWithSession(access, reply, await acceptInvitation(deps, acceptance));
    },
  );
}
