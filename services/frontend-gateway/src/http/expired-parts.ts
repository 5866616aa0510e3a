import { AppError } from '@ringback/shared/contract/errors';
import type { KeptPart } from '@ringback/shared/contract/kept-parts';
import type { SessionRecord } from '@ringback/shared/contract/session-record';

/** Throws `part_expired` if this part of the session was erased because its time has passed. */
export function refuseExpired({ expired }: Pick<SessionRecord, 'expired'>, part: KeptPart): void {
  if (expired[part] !== undefined) throw new AppError('part_expired', { details: { part } });
}
