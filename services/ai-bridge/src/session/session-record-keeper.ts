import type { InstanceId } from '@ringback/shared/contract/ids';
import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { CommitJournal } from '@ringback/shared/redis/session/commit-journal';
import type { Fact } from '@ringback/shared/session/command';

type Receipt = Extract<Fact, { type: 'configuration.received' }>;

/** What one bridge writes to its session's record, in order, fenced by its token. */
export interface RecordKeeper {
  /** From here on this bridge is the interviewer. */
  join(onRefused: (outcome: string) => void): void;
  /** The model session is lost. The next receipt records again who has joined. */
  loseModel(): void;
  commit(fact: Fact): void;
  /** Ends a live session because the interview itself has come to an end. */
  end(reason: EndReason): void;
}

export function createRecordKeeper(options: {
  journal: CommitJournal;
  instance: InstanceId;
  token: number;
  /** A turn is on the record. */
  onTurn: (itemId: string) => void;
  /** The receipt is on the record, which now looks like this. */
  onReceipt: (fact: Receipt, record: SessionRecord) => void;
}): RecordKeeper {
  const { journal, instance, token, onTurn, onReceipt } = options;
  const fence = { role: 'bridge' as const, token };
  const joined = { type: 'interviewer.joined' as const, bridge: instance, token };
  let hasToRejoin = false;

  function commitReceipt(fact: Receipt): void {
    const facts = hasToRejoin ? [joined, fact] : [fact];
    hasToRejoin = false;
    journal.add({ type: 'record', facts }, { fence }, (result) => {
      if (result.outcome === 'ok') onReceipt(fact, result.record);
    });
  }

  return {
    join(onRefused) {
      journal.add({ type: 'record', facts: [joined] }, { fence }, ({ outcome }) => {
        if (outcome !== 'ok' && outcome !== 'duplicate') onRefused(outcome);
      });
    },
    loseModel() {
      const facts = [{ type: 'interviewer.lost' as const, bridge: instance }];
      if (!hasToRejoin) journal.add({ type: 'record', facts }, { fence });
      hasToRejoin = true;
    },
    commit(fact) {
      if (fact.type === 'configuration.received') {
        commitReceipt(fact);
        return;
      }
      journal.add({ type: 'record', facts: [fact] }, { fence }, ({ outcome }) => {
        if (outcome !== 'ok' && outcome !== 'duplicate') return;
        if (fact.type === 'transcript.completed' || fact.type === 'transcript.interrupted')
          onTurn(fact.itemId);
      });
    },
    end(reason) {
      journal.add({ type: 'end', reason }, { fence });
    },
  };
}
