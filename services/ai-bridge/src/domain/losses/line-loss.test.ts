import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { describe, expect, it } from 'vitest';
import { typeOf } from '../../../testing/effect-names.ts';
import { type PlayedEffect, type PlayedInput, playOn } from '../../../testing/run-bridge.ts';
import { createBridgeState } from '../bridge-start.ts';
import { type BridgeState, withEnding } from '../bridge-state.ts';
import { buildInstructions } from '../interview/instructions.ts';
import { tell } from '../interview/notes.ts';
import { stallLimitMs } from '../turns/candidate-turn.ts';

const jobConfiguration = jobConfigurationSchema.parse({ jobTitle: 'Baker' });
const start = { jobConfiguration, configurationHash: 'a'.repeat(64), interviewPhase: null };
const instructions = buildInstructions(jobConfiguration);

const play = (inputs: readonly PlayedInput[], from: BridgeState) => playOn(from, inputs);
const types = (effects: readonly PlayedEffect[]) => effects.map(typeOf);
const facts = (effects: readonly PlayedEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'commit' ? [effect.fact] : []));

const ready = play(
  [{ type: 'model.opened' }, { type: 'model.confirmed', instructions }],
  createBridgeState(start),
).state;
const talking = play([{ type: 'session.activated' }], ready).state;

const lost: PlayedInput = { type: 'call.lost' };
const back: PlayedInput = { type: 'call.resumed', items: [], callerMs: 0 };
const audio = (responseId: string, itemId: string, audioMs: number): PlayedInput => ({
  ...{ type: 'model.audio', responseId, itemId, payload: 'AAAA', audioMs },
});
/** One of two seconds of a sentence is heard. The model has made all of it. */
const halfHeard: PlayedInput[] = [
  { type: 'model.response_started', responseId: 'r1' },
  { type: 'model.words', responseId: 'r1', itemId: 'i1', text: 'one two three four five six' },
  audio('r1', 'i1', 2_000),
  { type: 'model.audio_finished', responseId: 'r1', itemId: 'i1' },
  { type: 'model.response_finished', responseId: 'r1', status: 'completed', toolCalls: [] },
  { type: 'call.heard', itemId: 'i1', heardMs: 1_000, final: false },
];

describe('a telephony that is lost', () => {
  it('leaves the model told what was heard, and no more than that on the record', () => {
    const { effects } = play([lost], play(halfHeard, talking).state);
    expect(effects).toContainEqual({ type: 'model.truncate', itemId: 'i1', heardMs: 1_000 });
    expect(facts(effects)[0]).toMatchObject({ type: 'transcript.interrupted', itemId: 'i1', heardMs: 1_000 });
    expect(types(effects)).not.toContain('leave');
  });

  it('is followed by another one: the same model session takes up its sentence', () => {
    const { effects } = play([lost, back], play(halfHeard, talking).state);
    const told = effects.flatMap((effect) => (effect.type === 'model.tell' ? [effect.text] : []));
    expect(told.join()).toContain('in the middle of your sentence');
    expect(types(effects).filter((type) => type === 'model.respond')).toHaveLength(1);
    expect(types(effects)).not.toContain('reopen');
    expect(types(effects)).not.toContain('model.replay');
  });

  it('cancels what the candidate cannot hear, and asks for it again when they can', () => {
    const speaking = play([{ type: 'model.response_started', responseId: 'r1' }], talking).state;
    const away = play([lost], speaking);
    expect(away.effects).toContainEqual({ type: 'model.cancel', responseId: 'r1' });
    const late = play([audio('r1', 'i1', 500)], away.state);
    expect(types(late.effects)).not.toContain('link.audio');
    const done: PlayedInput = {
      ...{ type: 'model.response_finished', responseId: 'r1', status: 'cancelled', toolCalls: [] },
    };
    const waited = play([done], late.state);
    expect(types(waited.effects)).not.toContain('model.respond');
    expect(types(play([back], waited.state).effects)).toContain('model.respond');
  });

  it('is told on its return what the director has noted in the meantime, and nothing twice', () => {
    const told = (effects: readonly PlayedEffect[]) =>
      effects.flatMap((effect) => (effect.type === 'model.tell' ? [effect.text] : []));
    const [noted] = tell(talking, 'before the loss');
    const [later] = tell(play([lost], noted).state, 'while nobody was there');
    expect(told(play([back], later).effects)).toContain('while nobody was there');
    const { effects } = play([lost, back], noted);
    expect(told(effects)).not.toContain('before the loss');
  });

  it('does not make the candidate lose their turn: if they were speaking, they go on', () => {
    const speaking = play(
      [...halfHeard, { type: 'call.heard', itemId: 'i1', heardMs: 2_000, final: true }],
      talking,
    ).state;
    const open = play([{ type: 'model.speech_started', itemId: 'u1', atMs: 100 }], speaking).state;
    const { state, effects } = play([lost, back], open);
    expect(types(effects)).not.toContain('model.respond');
    expect(state.conversation.turns.get('u1')).toMatchObject({ settled: false });
  });

  it('before the first word changes nothing: the greeting waits for the telephony that has the audio', () => {
    const away = play([lost], ready);
    expect(away.effects).toEqual([]);
    const begun = play([{ type: 'session.activated' }], away.state);
    expect(types(begun.effects)).not.toContain('model.respond');
    const heard = play([back], begun.state);
    expect(types(heard.effects).filter((type) => type === 'model.respond')).toHaveLength(1);
  });

  it('during the goodbye ends the interview: there is no candidate to say it to', () => {
    const goodbye = play(halfHeard, withEnding(talking, { isSayingGoodbye: true })).state;
    expect(play([lost], goodbye).effects.at(-1)).toEqual({ type: 'end', reason: 'completed' });
  });

  it('a model that never began the response it was asked for is not awaited without end', () => {
    const { effects } = play([lost, back], talking);
    expect(effects).toContainEqual({ type: 'set_timer', name: 'stall', afterMs: stallLimitMs });
  });
});
