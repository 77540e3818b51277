import type { CheckInReply } from '@gapura/contract';

/** Until when the officer may still admit somebody red on a proof on paper; nothing once that time is over. */
export function findDisputeEnd(reply: Pick<CheckInReply, 'disputableUntil'>, nowMs: number): string | undefined {
  const { disputableUntil: end } = reply;
  return end !== undefined && Date.parse(end) > nowMs ? end : undefined;
}
