import type { SessionId } from '../../contract/ids.ts';

/** A session's record that this version cannot understand. Says which fields, and never what stands in them. */
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

/** Redis' answer where a key holds another type than what is asked for. */
const wrongType = /^WRONGTYPE\b/;

/** Whether an error is about what stands in Redis for one session: others are not concerned, and later is not better. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof UnreadableRecordError || (error instanceof Error && wrongType.test(error.message));
}
