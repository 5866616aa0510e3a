import type { SessionEvent } from '@ringback/shared/contract/events';
import { holderName } from '@ringback/shared/contract/session-record';

/** What really happened, gathered from the events without the record, so that the record can be checked against it. */
export interface Oracle {
  ends: number;
  /** How often the job configuration was changed. */
  changes: number;
  /** The current interviewer: the last one that joined and was not lost. */
  interviewer: string | null;
  /** The current interviewer that has given the receipt of the current configuration. */
  receiptFrom: string | null;
  /** All who have ever given a receipt. */
  confirmed: readonly string[];
  /** The media stream that carries audio now. */
  stream: string | null;
  /** The carrier's call. */
  callSid: string | null;
  isDialled: boolean;
  /** The candidate has answered and pressed the key. */
  hasPassedGate: boolean;
  holding: readonly string[];
  /** The interview has begun. */
  hadInterview: boolean;
  /** Reports that were asked for, and the versions that were settled. */
  queued: number;
  settled: readonly number[];
  /** Facts that were given, and those whose stronger answer was settled. */
  given: number;
  written: readonly number[];
  /** A stronger answer was settled twice or without a fact, or a fact was given without a judged report. */
  isMisgiven: boolean;
  /** Whether a version was judged. */
  isJudged: boolean;
  /** A version was settled twice or without being asked for, or asked for while another one was not settled. */
  isDoubled: boolean;
}

export const nothingYet: Oracle = {
  ends: 0,
  changes: 0,
  interviewer: null,
  receiptFrom: null,
  confirmed: [],
  stream: null,
  callSid: null,
  isDialled: false,
  hasPassedGate: false,
  holding: [],
  hadInterview: false,
  queued: 0,
  settled: [],
  given: 0,
  written: [],
  isMisgiven: false,
  isJudged: false,
  isDoubled: false,
};

/** What is true after an event, known from the event alone. */
export function learn(
  oracle: Oracle,
  event: SessionEvent,
  { author, hasBegun, isActive }: { author: string; hasBegun: boolean; isActive: boolean },
): Oracle {
  const learned = learnOfCall(learnOfFacts(learnOfReports(oracle, event), event), event, {
    author,
    hasBegun,
  });
  return isActive && !learned.hadInterview ? { ...learned, hadInterview: true } : learned;
}

function learnOfReports(oracle: Oracle, event: SessionEvent): Oracle {
  const { queued, settled, isDoubled } = oracle;
  switch (event.type) {
    case 'report.queued': {
      const isWrong = queued !== settled.length || event.version !== queued + 1;
      return { ...oracle, queued: queued + 1, isDoubled: isDoubled || isWrong };
    }
    case 'report.ready':
    case 'report.insufficient':
    case 'report.failed': {
      const isWrong = settled.includes(event.version) || event.version !== queued;
      return { ...oracle, settled: [...settled, event.version], isDoubled: isDoubled || isWrong };
    }
    default:
      return oracle;
  }
}

function learnOfFacts(oracle: Oracle, event: SessionEvent): Oracle {
  const { given, written, isMisgiven } = oracle;
  switch (event.type) {
    case 'report.ready':
      return { ...oracle, isJudged: true };
    case 'fact.given':
      return { ...oracle, given: given + 1, isMisgiven: isMisgiven || !oracle.isJudged };
    case 'stronger_answer.ready':
    case 'stronger_answer.failed': {
      const isWrong = written.includes(event.factNumber) || event.factNumber > given;
      return { ...oracle, written: [...written, event.factNumber], isMisgiven: isMisgiven || isWrong };
    }
    default:
      return oracle;
  }
}

function learnOfCall(
  oracle: Oracle,
  event: SessionEvent,
  { author, hasBegun }: { author: string; hasBegun: boolean },
): Oracle {
  switch (event.type) {
    case 'configuration.changed':
      return { ...oracle, changes: oracle.changes + 1, receiptFrom: hasBegun ? oracle.receiptFrom : null };
    case 'configuration.received': {
      const isNew = !oracle.confirmed.includes(author);
      return {
        ...oracle,
        receiptFrom: author,
        confirmed: isNew ? [...oracle.confirmed, author] : oracle.confirmed,
      };
    }
    case 'interviewer.joined':
      return { ...withHolder(oracle, author), interviewer: author, receiptFrom: null };
    case 'interviewer.lost': {
      const isThere = oracle.interviewer === holderName('ai-bridge', event.bridge);
      return isThere ? { ...oracle, interviewer: null, receiptFrom: null } : oracle;
    }
    case 'call.dialled':
      return { ...withHolder(oracle, author), isDialled: true };
    case 'call.ready':
      return { ...oracle, hasPassedGate: true };
    case 'call.placed':
      return { ...oracle, callSid: oracle.callSid ?? event.callSid };
    case 'media.started':
      return { ...withHolder(oracle, author), stream: event.streamSid };
    case 'media.lost':
      return oracle.stream === event.streamSid ? { ...oracle, stream: null } : oracle;
    case 'session.ended':
      return { ...oracle, ends: oracle.ends + 1 };
    case 'session.released': {
      const name = holderName(event.service, event.instance);
      const isInterviewer = oracle.interviewer === name;
      return {
        ...oracle,
        holding: oracle.holding.filter((held) => held !== name),
        interviewer: isInterviewer ? null : oracle.interviewer,
        receiptFrom: isInterviewer ? null : oracle.receiptFrom,
      };
    }
    default:
      return oracle;
  }
}

function withHolder(oracle: Oracle, author: string): Oracle {
  return oracle.holding.includes(author) ? oracle : { ...oracle, holding: [...oracle.holding, author] };
}
