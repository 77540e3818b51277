import { Type } from 'typebox';
import { GateCode, PosterKeyReply, strictObject } from '@gapura/contract';
import { authorise, type Access } from '../access/index.ts';
import type { Config } from '../config/config.ts';
import type { App } from '../http/app.ts';
import type { Venues } from '../venues/index.ts';
import { drawPoster } from './poster-pdf.ts';
import type { PosterSigner } from './poster-signer.ts';

export interface PosterRouteDeps {
  readonly config: Pick<Config, 'mode' | 'origin'>;
  readonly posterSigner: PosterSigner;
  readonly venues: Pick<Venues, 'getGate'>;
  readonly access: Pick<Access, 'getSession'>;
}

export function posterRoutes(app: App, { config, posterSigner, venues, access }: PosterRouteDeps): void {
  app.get(
    '/poster-key',
    {
      schema: {
        tags: ['trust'],
        summary: 'The key that signs this installation’s posters',
        response: { 200: PosterKeyReply },
      },
    },
    async (_request, reply) => {
      void reply.header('cache-control', 'public, max-age=300');
      return { spki: posterSigner.spki, origin: config.origin };
    },
  );

  app.get(
    '/gates/:code/poster.pdf',
    {
      schema: {
        tags: ['manager'],
        summary: 'The poster of a gate, to print',
        params: strictObject({ code: GateCode }),
        querystring: strictObject({
          size: Type.Optional(Type.Union([Type.Literal('A4'), Type.Literal('A3')])),
          language: Type.Optional(Type.Union([Type.Literal('id'), Type.Literal('en')])),
        }),
        produces: ['application/pdf'],
      },
    },
    async (request, reply) => {
      const gate = await venues.getGate(request.params.code);
      // The demo city belongs to everybody; its posters need no sign-in.
      if (config.mode !== 'demo') {
        const scope = { organisationId: gate.venue.organisationId, gateId: gate.id };
        authorise(await access.getSession(request), 'poster.print', scope);
      }
      const { size = 'A4', language = 'id' } = request.query;
      const pdf = await drawPoster({ size, language, gate, url: posterSigner.url(gate.code) });
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="poster-${gate.code}-${size}-${language}.pdf"`)
        .send(pdf);
    },
  );
}
