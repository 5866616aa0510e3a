import type { SessionStarted } from '@ringback/shared/contract/http-api';
import type { SessionId } from '@ringback/shared/contract/ids';
import { issueDialInCode } from '@ringback/shared/redis/admission/dial-in-codes';
import type { ScriptedRedis } from '@ringback/shared/redis/scripts';
import type { NumberHashes } from '@ringback/shared/runtime/number-hashes';

/** The door for candidates who call us. */
export interface DialInDoor {
  /** The number to call and the session's code. A repeated request gets the same code. */
  open(sessionId: SessionId): Promise<NonNullable<SessionStarted['dialIn']>>;
}

export function createDialInDoor(parts: {
  redis: ScriptedRedis;
  hashes: NumberHashes;
  /** `+` and digits. */
  phoneNumber: string;
}): DialInDoor {
  const { redis, hashes, phoneNumber } = parts;
  return {
    open: async (sessionId) => ({ phoneNumber, ...(await issueDialInCode(redis, hashes, sessionId)) }),
  };
}
