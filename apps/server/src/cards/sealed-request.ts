import type { CardContent } from '@gapura/contract';
import { seal, unseal } from '../config/sealing.ts';
import type { CardsDeps } from './deps.ts';

/** What is kept sealed of a request: what the card says and, once it is approved, the signed text. */
export interface SealedContent {
  readonly content: CardContent;
  readonly card: { readonly text: string; readonly certificateId: string; readonly validUntil: string } | null;
}

const contextOf = (requestId: string): string => `card-request:${requestId}`;

export function sealContent({ keys }: Pick<CardsDeps, 'keys'>, requestId: string, content: SealedContent): string {
  return seal(Buffer.from(JSON.stringify(content)), keys.sealing, contextOf(requestId));
}

export function openContent({ keys }: Pick<CardsDeps, 'keys'>, requestId: string, sealed: string): SealedContent {
  return JSON.parse(unseal(sealed, keys.sealing, contextOf(requestId)).toString()) as SealedContent;
}
