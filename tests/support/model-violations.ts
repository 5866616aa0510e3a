import type { ProtocolError } from '@ringback/stand-ins/openai/protocol/protocol-error';
import type { SessionRecord } from '@ringback/stand-ins/openai/session-record';

/**
 * The longest delay with which a bridge hears of a response's end. Until then, what it sends may be meant for that
 * response.
 */
const crossingMs = 1_000;

/** What a model session refused, except cancels that crossed the end of the response that they were meant for. */
export function violationsOf({ received, sent, violations }: SessionRecord): readonly ProtocolError[] {
  const ends = sent.filter(({ type }) => type === 'response.done');
  const crossings = received.filter(
    ({ type, atMs }) =>
      type === 'response.cancel' && ends.some((end) => end.atMs <= atMs && atMs - end.atMs <= crossingMs),
  );
  const others = violations.filter(({ code }) => code !== 'response_cancel_not_active');
  return violations.length - others.length <= crossings.length ? others : violations;
}
