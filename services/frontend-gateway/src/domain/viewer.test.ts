import { closeCodes } from '@ringback/shared/contract/close-codes';
import { type SessionId, sessionIdSchema } from '@ringback/shared/contract/ids';
import { describe, expect, it } from 'vitest';
import {
  newViewer,
  transitionViewer,
  type ViewerEffect,
  type ViewerInput,
  type ViewerState,
} from './viewer.ts';

const sessionId: SessionId = sessionIdSchema.parse('ses_0123456789');
const text = (message: object, at = 0): ViewerInput => ({ type: 'text', text: JSON.stringify(message), at });
const hello = text({ type: 'hello', version: 1, sessionId, ticket: 'ticket', revision: 3 });
const admitted: ViewerInput = {
  type: 'redeemed',
  admission: { outcome: 'admitted', sessionId, audience: 'owner' },
};
const end = text({ type: 'call.end', operationId: 'operation-1' });

/** Feeds inputs in order. Returns the final state and all effects. */
function run(...inputs: ViewerInput[]): { state: ViewerState; effects: ViewerEffect[] } {
  let state = newViewer;
  const effects: ViewerEffect[] = [];
  for (const input of inputs) {
    const [after, wanted] = transitionViewer(state, input);
    state = after;
    effects.push(...wanted);
  }
  return { state, effects };
}
const closeOf = (effects: readonly ViewerEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'close' ? [effect.code] : []));

describe('a viewer', () => {
  it('redeems the ticket of its hello and then watches from the revision it holds', () => {
    const { state, effects } = run(hello, admitted, { type: 'welcomed' });
    expect(state.phase).toBe('watching');
    expect(effects).toEqual([
      { type: 'start_timer' },
      { type: 'redeem', ticket: 'ticket' },
      { type: 'watch', sessionId, revision: 3 },
      { type: 'stop_timer' },
    ]);
  });

  it('has early commands carried out in order once it is welcome', () => {
    const early = run(hello, end, admitted, end, { type: 'welcomed' }, end);
    const types = early.effects.map(({ type }) => type);
    expect(types).toEqual(['start_timer', 'redeem', 'watch', 'stop_timer', 'run', 'run', 'run']);
  });

  it('is not let in with a ticket for another session, or without one', () => {
    const other = sessionIdSchema.parse('ses_another00');
    const foreign = { outcome: 'admitted', sessionId: other, audience: 'owner' } as const;
    for (const admission of [foreign, { outcome: 'refused' }] as const) {
      const { state, effects } = run(hello, { type: 'redeemed', admission });
      expect(state.phase).toBe('gone');
      expect(closeOf(effects)).toEqual([closeCodes.notAllowed]);
    }
  });

  it('is told when to come back if there is no seat for it', () => {
    const { effects } = run(hello, {
      type: 'redeemed',
      admission: { outcome: 'limited', retryAfterMs: 4_000 },
    });
    expect(effects.at(-1)).toEqual({
      type: 'close',
      code: closeCodes.tooMany,
      reason: 'too many sockets; retry after 4000 ms',
    });
  });

  it('with a shared link may command nothing, now or early, and is told so', () => {
    const coach = { outcome: 'admitted', sessionId, audience: 'coach' } as const;
    const { effects } = run(hello, end, { type: 'redeemed', admission: coach }, { type: 'welcomed' }, end);
    const answers = effects.flatMap((effect) => (effect.type === 'answer' ? [effect.ack.outcome] : []));
    expect(answers).toEqual(['illegal', 'illegal']);
    expect(effects.some(({ type }) => type === 'run')).toBe(false);
  });

  it.each<[string, ViewerInput[], number]>([
    ['says nothing', [{ type: 'timed_out' }], closeCodes.noHello],
    ['waits for a store that is away', [hello, { type: 'store_failed' }], closeCodes.tryLater],
    ['waits for a session that does not come', [hello, { type: 'timed_out' }], closeCodes.tryLater],
    ['sends binary', [{ type: 'binary' }], closeCodes.binaryRefused],
    ['sends no JSON', [{ type: 'text', text: '{', at: 0 }], closeCodes.malformed],
    ['sends an unknown message', [text({ type: 'subscribe' })], closeCodes.malformed],
    ['commands before hello', [end], closeCodes.notAllowed],
    ['says hello twice', [hello, hello], closeCodes.malformed],
    ['queues commands without end', [hello, ...Array.from({ length: 17 }, () => end)], closeCodes.tooMany],
  ])('that %s is closed with its code', (_what, inputs, code) => {
    expect(closeOf(run(...inputs).effects)).toEqual([code]);
  });

  it('may send 100 messages in a second, and not one more', () => {
    const arrived: ViewerInput[] = [hello, admitted, { type: 'welcomed' }];
    const commands = (count: number, at: number) =>
      Array.from({ length: count }, () => text({ type: 'call.end', operationId: 'operation-1' }, at));
    expect(closeOf(run(...arrived, ...commands(99, 10), ...commands(100, 1010)).effects)).toEqual([]);
    expect(closeOf(run(...arrived, ...commands(100, 10)).effects)).toEqual([closeCodes.tooMany]);
  });

  const over: ViewerInput = { type: 'dismissed', code: closeCodes.sessionClosed, reason: 'session closed' };

  it('gets its answer before the command that ended the session closes it', () => {
    const inputs: ViewerInput[] = [
      hello,
      admitted,
      { type: 'welcomed' },
      end,
      end,
      over,
      { type: 'answered' },
    ];
    expect(closeOf(run(...inputs).effects)).toEqual([]);
    expect(closeOf(run(...inputs, { type: 'answered' }).effects)).toEqual([closeCodes.sessionClosed]);
    expect(closeOf(run(...inputs, { type: 'timed_out' }).effects)).toEqual([closeCodes.sessionClosed]);
  });

  it('is sent to another gateway at once, where it repeats unanswered commands', () => {
    const restarting: ViewerInput = { type: 'dismissed', code: closeCodes.restarting, reason: '' };
    const { effects } = run(hello, admitted, { type: 'welcomed' }, end, restarting);
    expect(closeOf(effects)).toEqual([closeCodes.restarting]);
  });

  it('does nothing any more once it is gone', () => {
    const { effects } = run({ type: 'dismissed', code: 1012, reason: 'restarting' }, hello, end);
    expect(effects.map(({ type }) => type)).toEqual(['stop_timer', 'close']);
  });
});
