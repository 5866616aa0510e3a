import { describe, expect, it } from 'vitest';
import { audio, loud, resumed, start, still } from '../../testing/play-hand-over.ts';
import { asked, before, beginning, begins, heard, lost, opened } from '../../testing/play-losses.ts';
import { type PlayedInput, runBridge } from '../../testing/run-bridge.ts';
import { createBridgeState } from '../domain/bridge-start.ts';
import type { BridgeState } from '../domain/bridge-state.ts';
import type { BridgeInput } from '../domain/bridge-step.ts';
import { createCallerToModel } from './caller-to-model.ts';

/** What the machine is told of the caller's audio while this is played. */
function toldOf(inputs: readonly PlayedInput[], from: BridgeState): BridgeInput[] {
  const told: BridgeInput[] = [];
  const bridge = runBridge(from, (input) => told.push(input));
  for (const input of inputs) bridge.feed(input);
  return told.filter(({ type }) => type.startsWith('caller.'));
}
const edgesOf = (inputs: readonly PlayedInput[], from: BridgeState) =>
  toldOf(inputs, from).map(({ type }) => type);

describe('the machine of a bridge', () => {
  it('is told of no frame: of a long answer it hears that the audio began', () => {
    const answer = Array.from({ length: 20 }, () => [...audio(300, loud), ...audio(100, still)]).flat();
    expect(edgesOf([begins('c1'), ...answer], before([]))).toEqual(['caller.began']);
  });

  it('is told who has the floor, once', () => {
    const speaking = [...beginning('r1', 'i1'), heard('i1', 1_200), begins('c1')];
    const edges = (said: readonly PlayedInput[]) => edgesOf([...speaking, ...said], asked);
    expect(edges(audio(1_500, loud))).toEqual(['caller.began', 'caller.spoke_on']);
    expect(edges([...audio(200, loud), ...audio(600, still)])).toEqual([
      'caller.began',
      'caller.fell_silent',
    ]);
    expect(edges([...audio(200, loud), ...audio(200, still)])).toEqual(['caller.began']);
  });

  it('is told of a quiet that has lasted too long, and again only after as long', () => {
    const quiet = [...beginning('r1', 'i1'), ...audio(13_900, still)];
    expect(edgesOf(quiet, asked)).toEqual(['caller.began']);
    expect(edgesOf([...quiet, ...audio(200, still)], asked)).toContain('caller.heard_nothing');
    const heardBetween = [...quiet, heard('i1', 1_200), ...audio(200, still)];
    expect(edgesOf(heardBetween, asked)).not.toContain('caller.heard_nothing');
  });

  it('is told of each short sound for itself: two of them are no speech', () => {
    const hum = (itemId: string) => [begins(itemId), ...audio(300, loud), ...audio(400, still)];
    const twice = [...beginning('r1', 'i1'), heard('i1', 1_200), ...hum('c1'), ...hum('c2')];
    expect(edgesOf(twice, asked)).toEqual(['caller.began', 'caller.fell_silent', 'caller.fell_silent']);
  });

  it('is told once what was replayed after each loss, and nothing of an earlier replay', () => {
    const replayed = (callerMs: number, payload: string) => [
      ...[lost, ...opened, { ...resumed, callerMs }],
      ...audio(callerMs, payload),
      ...audio(500, still),
    ];
    const told = toldOf(
      [...audio(3_000, still), ...replayed(1_000, loud), ...replayed(400, still)],
      before([]),
    );
    expect(told.filter(({ type }) => type === 'caller.caught_up')).toEqual([
      { type: 'caller.caught_up', loudMs: 1_000, quietMs: 0, lastLoudMs: 2_980 },
      { type: 'caller.caught_up', loudMs: 0, quietMs: 400, lastLoudMs: null },
    ]);
  });
});

describe('audio that comes after the end', () => {
  it('is counted, and goes nowhere', () => {
    let ignored = 0;
    const sent: unknown[] = [];
    const path = createCallerToModel({
      machine: { state: { ...createBridgeState(start), phase: 'talking' }, send: (edge) => sent.push(edge) },
      model: { send: (effect) => sent.push(effect) },
      onIgnored: () => ignored++,
    });
    path.take(still, 20);
    expect([sent.length, ignored]).toEqual([2, 0]);
    path.close();
    path.take(still, 20);
    expect([sent.length, ignored]).toEqual([2, 1]);
  });
});
