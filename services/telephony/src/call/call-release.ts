import type { InstanceId } from '@ringback/shared/contract/ids';
import { holderName, type SessionRecord } from '@ringback/shared/contract/session-record';
import type { CommitJournal } from '@ringback/shared/redis/session/commit-journal';
import type { Logger } from '@ringback/shared/runtime/logger';
import { isLive } from '@ringback/shared/session/lifecycle-table';
import type { CallControl } from '../carrier/carrier.ts';
import type { CallLease } from './call-lease.ts';

/** The carrier says the farewell at the gate and then hangs up. This is shorter than a session takes to close. */
const farewellMs = 4_000;
/** The ends after which the gate says a farewell. The previous release used `declined` for key 2. */
const farewellEnds = new Set<string>(['not_ready', 'number_blocked', 'declined']);

/**
 * What remains to be done for a call whose audio and link are released: hang up, record the release, give back the
 * lease.
 */
export interface CallRelease {
  /** The session is over, or its end cannot be recorded: hang up the carrier's call too. */
  afterEnd(): void;
  /** Another instance serves the session: leave everything of it alone. */
  toAnother(): void;
  /** The call may belong to another instance by now: do not hang it up. */
  spareCall(): void;
}

export function createCallRelease(options: {
  instance: InstanceId;
  journal: CommitJournal;
  lease: CallLease;
  carrier: CallControl | null;
  logger: Logger;
  record: () => SessionRecord;
  /** Everything is released. */
  onGone: () => void;
}): CallRelease {
  const { instance, journal, lease, carrier, logger, record, onGone } = options;
  let isElsewhere = false;

  async function settle(): Promise<void> {
    if (record().holders.includes(holderName('telephony', instance))) {
      journal.add({ type: 'release', service: 'telephony', instance });
    }
    await journal.settled();
    await lease.give();
  }

  async function hangUpAndSettle(): Promise<void> {
    const { endReason, phase } = record();
    const hasFarewell = farewellEnds.has(endReason ?? '');
    // Without its end on the record, the call may belong to another instance by now.
    if (isLive(phase)) await journal.settled();
    const { callSid } = record();
    if (callSid !== null && !isElsewhere) {
      await carrier?.hangUp(callSid, hasFarewell ? farewellMs : 0);
    }
    await settle();
  }

  function finish(working: Promise<void>, told: string): void {
    working
      .catch((error) => logger.error({ err: error }, 'session could not be released'))
      .finally(() => {
        lease.stop();
        journal.close();
        logger.info({ reason: record().endReason }, told);
        onGone();
      });
  }

  return {
    afterEnd: () => finish(hangUpAndSettle(), 'connection cleaned up'),
    toAnother: () => finish(settle(), 'call is served by another instance'),
    spareCall() {
      isElsewhere = true;
    },
  };
}
