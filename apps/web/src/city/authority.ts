import type { SessionReply } from '@gapura/contract';
import { isWithin } from './levels.ts';

/** Whether the server would let this session change what is in force in an area; admins may everywhere. */
export function mayChange({ role, area }: Pick<SessionReply, 'role' | 'area'>, areaCode: string | null): boolean {
  return role === 'admin' || (area !== null && areaCode !== null && isWithin(areaCode, area.code));
}
