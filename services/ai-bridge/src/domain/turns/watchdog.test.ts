import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typeOf } from '../../../testing/effect-names.ts';
import { loud, play, start, still, types } from '../../../testing/play-hand-over.ts';
import { type PlayedEffect, type PlayedInput, runBridge } from '../../../testing/run-bridge.ts';
import { transition } from '../bridge.ts';
import { createBridgeState } from '../bridge-start.ts';
import { type BridgeState, withSilence } from '../bridge-state.ts';
import type { TimerName } from '../bridge-step.ts';
import { buildInstructions } from '../interview/instructions.ts';
import { apologise } from '../interview/settlement.ts';
import type { ModelTrouble } from '../losses/model-trouble.ts';
import { isCandidateSpeaking } from './candidate-turn.ts';

const brisk = { ...start, jobConfiguration: { ...start.jobConfiguration, patience: 'brisk' as const } };
const tickMs = 100;
const answerMs = 2_000;

const busy = (retryAfterMs: number): ModelTrouble => ({
  ...{ code: 'rate_limit_exceeded', kind: 'passing', retryAfterMs },
});
const failed: Extract<PlayedInput, { type: 'model.response_finished' }> = {
  ...{ type: 'model.response_finished', responseId: 'r2', status: 'failed', toolCalls: [] },
};

/** Whatever may come in the middle of an interview, in any order, with half of it lost. */
const moves: readonly PlayedInput[] = [
  { type: 'model.response_started', responseId: 'r1' },
  { type: 'model.response_started', responseId: 'r2' },
  { type: 'model.audio', responseId: 'r1', itemId: 'i1', payload: 'AAAA', audioMs: 2_000 },
  { type: 'model.audio', responseId: 'r2', itemId: 'i2', payload: 'AAAA', audioMs: 1_000 },
  { type: 'model.words', responseId: 'r1', itemId: 'i1', text: 'one two three' },
  { type: 'model.audio_finished', responseId: 'r1', itemId: 'i1' },
  { type: 'model.response_finished', responseId: 'r1', status: 'completed', toolCalls: [] },
  { type: 'model.response_finished', responseId: 'r2', status: 'incomplete', toolCalls: [] },
  failed,
  { ...failed, responseId: 'r1' },
  { type: 'call.heard', itemId: 'i1', heardMs: 1_000, final: false },
  { type: 'call.heard', itemId: 'i1', heardMs: 2_000, final: true },
  { type: 'call.cleared', itemId: 'i1', heardMs: 500 },
  { type: 'model.speech_started', itemId: 'u1', atMs: 100 },
  { type: 'model.speech_stopped', itemId: 'u1', atMs: 900 },
  { type: 'model.item_added', itemId: 'u1', previousItemId: null, speaker: 'candidate' },
  { type: 'model.transcribed', itemId: 'u1', text: 'I did it' },
  { type: 'model.transcribed', itemId: 'u1', text: null },
  { type: 'model.lost' },
  { type: 'model.lost', trouble: busy(2_000) },
  { type: 'model.lost', trouble: busy(60_000) },
  { ...failed, trouble: busy(2_000) },
  { ...failed, trouble: busy(60_000) },
  { type: 'call.lost' },
  { type: 'call.back' },
  { type: 'call.key', digit: '*' },
  { type: 'call.audio', payload: loud, audioMs: 300 },
  { type: 'call.audio', payload: still, audioMs: 300 },
  { type: 'timer', name: 'silence' },
  { type: 'timer', name: 'stall' },
  { type: 'timer', name: 'ask_again' },
];

/** The interview ends, or the bridge lets go of it. */
const isEnd = ({ type }: PlayedEffect) => type === 'end' || type === 'leave';

/** The interviewer is asked for a response during the candidate's answer, other than to say goodbye. */
function isTalkedOver(state: BridgeState, effects: readonly PlayedEffect[]): boolean {
  return types(effects).includes('model.respond') && isCandidateSpeaking(state) && !state.ending.isOrdered;
}

/**
 * The rest of the call: timers, a telephony, a model that works or does nothing, and a candidate who is silent, or
 * gives one answer of two seconds. At first the model's provider has no room for so many sessions.
 */
function liveOn(
  past: readonly PlayedInput[],
  begun: readonly PlayedEffect[],
  {
    isModelAlive,
    speaksAtMs = null,
    refusals: mostRefusals = 0,
  }: { isModelAlive: boolean; speaksAtMs?: number | null; refusals?: number },
) {
  const bridge = runBridge(talking.state);
  for (const input of past) bridge.feed(input);
  let nowMs = 0;
  let lastSignMs = 0;
  let longestMs = 0;
  let ended: PlayedEffect | null = null;
  let talkedOver = false;
  /** How much of the present silence the provider has asked for. A filler fills it. */
  let askedForMs = 0;
  let refusals = 0;
  let opensAtMs: number | null = null;
  let serial = 0;
  const timers = new Map<TimerName, number>();
  const due: PlayedInput[] = [];

  function onEffect(effect: PlayedEffect): void {
    if (effect.type === 'set_timer') timers.set(effect.name, nowMs + effect.afterMs);
    if (isEnd(effect)) ended ??= effect;
    if (typeOf(effect) === 'link.clear') due.push({ type: 'call.cleared', itemId: null, heardMs: 0 });
    const isWait = effect.type === 'reopen' || (effect.type === 'set_timer' && effect.name === 'ask_again');
    if (isWait) askedForMs += effect.afterMs;
    if (!isModelAlive) return;
    if (effect.type === 'reopen') opensAtMs = nowMs + effect.afterMs;
    if (effect.type === 'model.configure')
      due.push({ type: 'model.confirmed', instructions: effect.instructions });
    if (effect.type === 'commit' && effect.fact.type === 'configuration.received')
      due.push({ type: 'call.resumed', items: [], callerMs: 0 });
    if (effect.type === 'model.commit')
      due.push({ type: 'model.item_added', itemId: 'u1', previousItemId: null, speaker: 'candidate' });
    if (effect.type === 'model.respond') {
      serial += 1;
      const ids = { responseId: `live${serial}`, itemId: `live${serial}` };
      due.push(
        { type: 'model.response_started', responseId: ids.responseId },
        { type: 'model.audio', ...ids, payload: 'AAAA', audioMs: 500 },
        { type: 'model.words', ...ids, text: 'And then?' },
        { type: 'model.audio_finished', ...ids },
        { type: 'model.response_finished', responseId: ids.responseId, status: 'completed', toolCalls: [] },
        { type: 'call.heard', itemId: ids.itemId, heardMs: 500, final: true },
      );
    }
  }
  function feed(input: PlayedInput): void {
    const effects = bridge.feed(input);
    talkedOver ||= isTalkedOver(bridge.state, effects);
    for (const effect of effects) onEffect(effect);
  }
  /** A side is heard, or the call ends: until then both have waited. */
  function onSign(): void {
    longestMs = Math.max(longestMs, nowMs - lastSignMs - askedForMs);
    lastSignMs = nowMs;
    askedForMs = 0;
  }
  function speak(): string {
    const spokenMs = speaksAtMs === null ? -1 : nowMs - speaksAtMs;
    if (spokenMs === 0) feed({ type: 'model.speech_started', itemId: 'live', atMs: nowMs });
    if (spokenMs === answerMs) {
      feed({ type: 'model.speech_stopped', itemId: 'live', atMs: nowMs });
      if (isModelAlive)
        feed({ type: 'model.item_added', itemId: 'live', previousItemId: null, speaker: 'candidate' });
    }
    const isLoud = spokenMs >= 0 && spokenMs < answerMs;
    if (isLoud) onSign();
    return isLoud ? loud : still;
  }

  function open(): void {
    if (opensAtMs === null || opensAtMs > nowMs) return;
    opensAtMs = null;
    refusals += 1;
    due.push(
      refusals > mostRefusals ? { type: 'model.opened' } : { type: 'model.lost', trouble: busy(2_000) },
    );
  }

  for (const effect of begun) onEffect(effect);
  feed({ type: 'call.back' });
  for (; nowMs < 90_000 && ended === null; nowMs += tickMs) {
    feed({ type: 'call.audio', payload: speak(), audioMs: tickMs });
    open();
    for (const input of due.splice(0)) {
      feed(input);
      if (input.type === 'call.heard') onSign();
    }
    for (const [name, atMs] of timers) {
      if (atMs > nowMs) continue;
      timers.delete(name);
      feed({ type: 'timer', name });
    }
  }
  onSign();
  return { ended, longestMs, talkedOver };
}

const talking = play(
  [
    { type: 'model.opened' },
    { type: 'model.confirmed', instructions: buildInstructions(brisk.jobConfiguration) },
    { type: 'session.activated' },
  ],
  createBridgeState(brisk),
);
function reach(sequence: readonly PlayedInput[]) {
  const { state, effects } = play(sequence, talking.state);
  return { state, effects: [...talking.effects, ...effects] };
}

describe('an interview whose line is up', () => {
  const sequences = fc.array(fc.constantFrom(...moves), { maxLength: 30 });

  const speaksAtMs = fc.option(fc.integer({ min: 0, max: 200 }).map((ticks) => ticks * tickMs));

  it('is never silent for seventeen seconds more than its provider asks for, from any state', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(sequences, speaksAtMs, fc.integer({ min: 0, max: 9 }), (sequence, atMs, refusals) => {
        const { effects } = reach(sequence);
        const { longestMs } = liveOn(sequence, effects, { isModelAlive: true, speaksAtMs: atMs, refusals });
        expect(longestMs).toBeLessThanOrEqual(17_000);
      }),
      { numRuns: 300 },
    );
  });

  it('is told nothing more by a model session that it has lost', () => {
    const [lost] = transition(talking.state, { type: 'model.lost', trouble: busy(60_000) });
    expect(transition(lost, { ...failed, trouble: busy(60_000) })).toEqual([
      lost,
      [{ type: 'stale', kind: 'model.response_finished' }],
    ]);
  });

  it('never has the interviewer talk over an answer, except for the goodbye when its time is over', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(sequences, speaksAtMs, (sequence, atMs) => {
        const bridge = runBridge(talking.state);
        for (const input of sequence) {
          const effects = bridge.feed(input);
          expect(isTalkedOver(bridge.state, effects)).toBe(false);
        }
        const { effects } = reach(sequence);
        expect(liveOn(sequence, effects, { isModelAlive: true, speaksAtMs: atMs }).talkedOver).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('ends with a reason if the model does nothing any more, from any state', {
    timeout: 60_000,
  }, () => {
    fc.assert(
      fc.property(sequences, (sequence) => {
        const { effects } = reach(sequence);
        const ended =
          effects.some(isEnd) || liveOn(sequence, effects, { isModelAlive: false }).ended !== null;
        expect(ended).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('says again what was lost on its way to the ear', () => {
    const vanished: PlayedInput[] = [
      { type: 'model.response_started', responseId: 'r1' },
      { type: 'model.words', responseId: 'r1', itemId: 'i1', text: 'one two three four' },
      { type: 'model.audio', responseId: 'r1', itemId: 'i1', payload: 'AAAA', audioMs: 2_000 },
      { type: 'model.audio_finished', responseId: 'r1', itemId: 'i1' },
      { type: 'model.response_finished', responseId: 'r1', status: 'completed', toolCalls: [] },
      { type: 'call.heard', itemId: 'i1', heardMs: 1_000, final: false },
    ];
    const quiet: PlayedInput = { type: 'call.audio', payload: still, audioMs: 6_000 };
    const { effects } = play([quiet], reach(vanished).state);
    expect(types(effects)).toContain('model.respond');
    expect(effects).toContainEqual(
      expect.objectContaining({
        type: 'commit',
        fact: expect.objectContaining({ type: 'transcript.interrupted' }),
      }),
    );
  });
});

describe('a candidate who speaks for long', () => {
  const began: PlayedInput = { type: 'model.speech_started', itemId: 'u1', atMs: 0 };
  /** This many seconds of audio, a fifth of a second at a time. */
  const lasting = (seconds: number, payload: string): PlayedInput[] =>
    Array.from({ length: seconds * 5 }, () => ({ type: 'call.audio', payload, audioMs: 200 }));
  const isCut = (said: readonly PlayedInput[]) =>
    types(play([began, ...said], reach([]).state).effects).includes('model.commit');

  it('is not cut off in noise that hides their voice: the model says that they speak', () => {
    // After some seconds a steady sound counts as noise of the line, and a voice in it does not stand out.
    expect(isCut(lasting(45, loud))).toBe(false);
  });

  it('is not awaited without end if the model takes the noise for their voice', () => {
    expect(isCut(lasting(75, loud))).toBe(true);
  });

  it('is answered after ten seconds of silence that the model does not notice', () => {
    expect(isCut([...lasting(2, loud), ...lasting(9, still)])).toBe(false);
    expect(isCut([...lasting(2, loud), ...lasting(11, still)])).toBe(true);
  });
});

describe('an interview that is given up', () => {
  it('was taken over twice, and neither side has been heard in between', () => {
    const quiet: PlayedInput = { type: 'call.audio', payload: still, audioMs: 14_000 };
    const after = (rounds: number) => types(play([quiet], withSilence(reach([]).state, { rounds })).effects);
    expect(after(1)).toContain('reopen');
    expect(after(1)).not.toContain('leave');
    expect(after(2)).not.toContain('reopen');
    expect(after(2)).toContain('leave');
  });

  it('keeps what was understood of an answer that was going on', () => {
    const speaking: PlayedInput[] = [
      { type: 'model.speech_started', itemId: 'u1', atMs: 0 },
      { type: 'model.transcribing', itemId: 'u1', text: 'We moved everything to' },
    ];
    const lost: PlayedInput = {
      ...{ type: 'model.lost' },
      trouble: { code: 'insufficient_quota', kind: 'operator', retryAfterMs: null },
    };
    const { effects } = play([lost], reach(speaking).state);
    expect(effects).toContainEqual(
      expect.objectContaining({
        type: 'commit',
        fact: expect.objectContaining({ text: 'We moved everything to' }),
      }),
    );
    expect(effects.at(-1)).toEqual(apologise);
  });

  it.each([
    ['what was understood of it', 'We moved', 'We moved'],
    ['a gap', '', ''],
  ])(
    'or ends while a transcription that never comes is awaited has %s on the record',
    (_name, partial, text) => {
      const spoken: PlayedInput[] = [
        { type: 'model.speech_started', itemId: 'u1', atMs: 0 },
        ...(partial === '' ? [] : [{ type: 'model.transcribing', itemId: 'u1', text: partial } as const]),
        { type: 'model.speech_stopped', itemId: 'u1', atMs: 900 },
        { type: 'session.ended' },
        { type: 'timer', name: 'settle' },
      ];
      const { effects } = reach(spoken);
      expect(effects).toContainEqual(
        expect.objectContaining({
          fact: expect.objectContaining({ type: 'transcript.completed', itemId: 'u1', text }),
        }),
      );
      expect(types(effects).at(-1)).toBe('leave');
    },
  );
});

describe('a turn whose words never come', () => {
  const spoken: PlayedInput[] = [
    { type: 'model.speech_started', itemId: 'u1', atMs: 0 },
    { type: 'model.speech_stopped', itemId: 'u1', atMs: 900 },
  ];
  /** The conversation goes on in the meantime. */
  const seconds = (count: number): PlayedInput[] =>
    Array.from({ length: count }, (): PlayedInput[] => [
      { type: 'call.audio', payload: still, audioMs: 1_000 },
      { type: 'call.key', digit: '5' },
    ]).flat();
  const gap = expect.objectContaining({
    fact: expect.objectContaining({ type: 'transcript.completed', itemId: 'u1', text: '' }),
  });

  it('leaves a gap in its place after half a minute, and not before', () => {
    const waiting = play([...spoken, ...seconds(29)], talking.state);
    expect(waiting.effects).not.toContainEqual(gap);
    expect(play(seconds(3), waiting.state).effects).toContainEqual(gap);
  });
});
