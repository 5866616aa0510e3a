import type { SessionEvent } from '@ringback/shared/contract/events';
import { holderName } from '@ringback/shared/session/evolve-record';

/** What really happened, gathered from the events apart from the record, so that the record can be held to it. */
export interface Truth {
  ends: number;
  /** How often the job configuration was changed. */
  changes: number;
  /** Who interviews, by the last who joined and was not lost. */
  interviewer: string | null;
  /** Who gave the receipt of the present configuration as the present interviewer. */
  receiptFrom: string | null;
  /** Everybody who has ever given a receipt. */
  confirmed: readonly string[];
  /** The media stream that carries audio now. */
  stream: string | null;
  /** The carrier's call. */
  callSid: string | null;
  isDialled: boolean;
  /** The candidate has answered and pressed the key. */
  hasPassedGate: boolean;
  holding: readonly string[];
}

export const nothingYet: Truth = {
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
};

/** What is true after an event, known from the event alone. */
export function learn(
  truth: Truth,
  event: SessionEvent,
  { author, hasBegun }: { author: string; hasBegun: boolean },
): Truth {
  switch (event.type) {
    case 'configuration.changed':
      return { ...truth, changes: truth.changes + 1, receiptFrom: hasBegun ? truth.receiptFrom : null };
    case 'configuration.received': {
      const isNew = !truth.confirmed.includes(author);
      return {
        ...truth,
        receiptFrom: author,
        confirmed: isNew ? [...truth.confirmed, author] : truth.confirmed,
      };
    }
    case 'interviewer.joined':
      return { ...withHolder(truth, author), interviewer: author, receiptFrom: null };
    case 'interviewer.lost': {
      const isThere = truth.interviewer === holderName('ai-bridge', event.bridge);
      return isThere ? { ...truth, interviewer: null, receiptFrom: null } : truth;
    }
    case 'call.dialled':
      return { ...withHolder(truth, author), isDialled: true };
    case 'call.ready':
      return { ...truth, hasPassedGate: true };
    case 'call.placed':
      return { ...truth, callSid: truth.callSid ?? event.callSid };
    case 'media.started':
      return { ...withHolder(truth, author), stream: event.streamSid };
    case 'media.lost':
      return truth.stream === event.streamSid ? { ...truth, stream: null } : truth;
    case 'session.ended':
      return { ...truth, ends: truth.ends + 1 };
    case 'session.released': {
      const name = holderName(event.service, event.instance);
      const isInterviewer = truth.interviewer === name;
      return {
        ...truth,
        holding: truth.holding.filter((held) => held !== name),
        interviewer: isInterviewer ? null : truth.interviewer,
        receiptFrom: isInterviewer ? null : truth.receiptFrom,
      };
    }
    default:
      return truth;
  }
}

function withHolder(truth: Truth, author: string): Truth {
  return truth.holding.includes(author) ? truth : { ...truth, holding: [...truth.holding, author] };
}
