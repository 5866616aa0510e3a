import type { SessionId } from '../../contract/ids.ts';

/** A session's record that this version cannot understand. The message names the fields, never their contents. */
export class UnreadableRecordError extends Error {
  readonly sessionId: SessionId;
  readonly fields: readonly string[];
  constructor(sessionId: SessionId, fields: readonly string[]) {
    super(`the record of ${sessionId} cannot be read: ${fields.join(', ')}`);
    this.name = 'UnreadableRecordError';
    this.sessionId = sessionId;
    this.fields = fields;
  }
}

/** Redis' answer when a key holds another type than expected. */
const wrongType = /^WRONGTYPE\b/;

/**
 * Whether an error concerns what Redis holds for one session. Others are not affected, and trying later does not help.
 */
export function isUnreadable(error: unknown): boolean {
  return error instanceof UnreadableRecordError || (error instanceof Error && wrongType.test(error.message));
}
