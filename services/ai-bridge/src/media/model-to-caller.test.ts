import { describe, expect, it } from 'vitest';
import { typeOf } from '../../testing/effect-names.ts';
import { loud, start, still } from '../../testing/play-hand-over.ts';
import { asked, finished, heard, lost, started } from '../../testing/play-losses.ts';
import { type PlayedEffect, type PlayedInput, runBridge } from '../../testing/run-bridge.ts';
import { createBridgeState } from '../domain/bridge-start.ts';
import type { BridgeState } from '../domain/bridge-state.ts';
import { createModelToCaller } from './model-to-caller.ts';

const piece = (responseId: string, itemId: string, payload = loud): PlayedInput => ({
  ...{ type: 'model.audio', responseId, itemId, payload, audioMs: 200 },
});
const pieces = (count: number, responseId: string, itemId: string) =>
  Array.from({ length: count }, () => piece(responseId, itemId));

/** What the machine is told while this is played, and what follows. */
function run(inputs: readonly PlayedInput[], from: BridgeState = asked) {
  const told: string[] = [];
  const bridge = runBridge(from, ({ type }) => told.push(type));
  const effects: PlayedEffect[] = inputs.flatMap((input) => bridge.feed(input));
  return { told, effects: effects.map(typeOf), state: bridge.state };
}

describe('the machine of a bridge', () => {
  it('is told that an item begins on the link, and of no piece of its audio', () => {
    const { told, effects } = run([started('r1'), ...pieces(20, 'r1', 'i1'), ...pieces(5, 'r1', 'i2')]);
    expect(told).toEqual(['model.response_started', 'model.audio_began', 'model.audio_began']);
    expect(effects.filter((type) => type === 'link.audio')).toHaveLength(25);
    expect(effects.filter((type) => type === 'link.item_started')).toHaveLength(2);
  });

  it('knows with its next step how much there is to hear, and where the last sound is', () => {
    const said = [...pieces(10, 'r1', 'i1'), piece('r1', 'i1', still)];
    const { state } = run([started('r1'), ...said, heard('i1', 1_500)]);
    expect(state.conversation.turns.get('i1')).toMatchObject({
      audioMs: 2_200,
      soundUntilMs: 2_000,
      heardMs: 1_500,
    });
    // The step does not count again what it has.
    const later = run([started('r1'), ...said, heard('i1', 1_500), heard('i1', 1_700), piece('r1', 'i1')]);
    expect(later.state.conversation.turns.get('i1')).toMatchObject({ audioMs: 2_400, heardMs: 1_700 });
  });
});

describe('a piece of the interviewer’s audio', () => {
  it('is a sign of life: while a response runs, the next one is awaited anew', () => {
    expect(run([started('r1'), piece('r1', 'i1')]).effects.slice(-2)).toEqual(['link.audio', 'set_timer']);
    expect(run([started('r1'), finished('r1', 'cancelled'), piece('r2', 'i2')]).effects.at(-1)).toBe(
      'link.audio',
    );
  });

  it.each<[string, readonly PlayedInput[], string]>([
    ['whose response was cut off', [started('r1'), { type: 'call.key', digit: '*' }], 'model_audio'],
    ['of a model session that is lost', [started('r1'), lost], 'model.audio'],
    ['that comes after the end', [{ type: 'session.ended' }], 'model.audio'],
  ])('%s is counted, and not heard', (_name, before, kind) => {
    const bridge = runBridge(asked);
    for (const input of before) bridge.feed(input);
    const effects = bridge.feed(piece('r1', 'i1'));
    expect(effects[0]).toEqual({ type: 'stale', kind });
    expect(effects.map(typeOf)).not.toContain('link.audio');
  });

  it('is not heard before the interview has begun, nor after the bridge has let go', () => {
    const happened: string[] = [];
    const path = (state: BridgeState) =>
      createModelToCaller({
        machine: { state, send: ({ type }) => happened.push(type) },
        telephony: { audio: () => happened.push('audio') },
        timers: { set: (name) => happened.push(name) },
        onStale: (kind) => happened.push(kind),
      });
    const audio = { responseId: 'r1', itemId: 'i1', payload: loud, audioMs: 200 };
    const early = createBridgeState(start);
    path({ ...early, model: { ...early.model, isConnected: true } }).take(audio);
    expect(happened.splice(0)).toEqual(['model_audio']);
    const left = path(asked);
    left.close();
    left.take(audio);
    expect(happened).toEqual(['model.audio']);
  });
});
