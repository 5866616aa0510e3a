import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import { describe, expect, it } from 'vitest';
import { createBridgeState, transition } from './bridge.ts';
import type { BridgeEffect, BridgeInput, BridgeState } from './bridge-state.ts';
import { buildInstructions } from './instructions.ts';

const jobConfiguration = jobConfigurationSchema.parse({ jobTitle: 'Baker' });
const start = { jobConfiguration, configurationHash: 'a'.repeat(64), interviewPhase: null };
const instructions = buildInstructions(jobConfiguration);

function play(inputs: readonly BridgeInput[], from: BridgeState) {
  let state = from;
  const effects: BridgeEffect[] = [];
  for (const input of inputs) {
    const [after, wanted] = transition(state, input);
    state = after;
    // When turns were spoken is tested apart.
    effects.push(
      ...wanted.filter((effect) => effect.type !== 'commit' || effect.fact.type !== 'speech.measured'),
    );
  }
  return { state, effects };
}
const types = (effects: readonly BridgeEffect[]) => effects.map(({ type }) => type);

const item = (itemId: string, speaker: TranscriptItem['speaker'], text: string, from: number) => ({
  ...{ itemId, speaker, text, previousItemId: null, heardMs: null },
  status: 'completed' as const,
  startedAtMs: from,
  endedAtMs: from + 1_000,
});
const prepared: BridgeInput[] = [
  { type: 'model.opened' },
  { type: 'model.confirmed', instructions },
  { type: 'session.activated' },
];
const resumed: BridgeInput = { type: 'call.resumed', items: [], callerMs: 0 };
const takenUp = (transcript: readonly TranscriptItem[]) =>
  play(
    prepared,
    createBridgeState({ ...start, begun: { transcript, begunMs: 10_000, losses: 1, covered: [] } }),
  );

describe('a bridge that takes an interview up', () => {
  it('greets nobody, and asks for nothing before telephony has handed over', () => {
    const { effects } = takenUp([item('i1', 'interviewer', 'Hello', 0)]);
    expect(types(effects)).not.toContain('model.respond');
  });

  it('tells the model the conversation in order, each item behind the one before', () => {
    const { state } = takenUp([
      item('i1', 'interviewer', 'Hello', 0),
      item('c1', 'candidate', 'I bake', 2_000),
      item('c2', 'candidate', '', 3_000),
      item('i2', 'interviewer', 'What?', 4_000),
    ]);
    const { effects } = play([resumed], state);
    expect(effects).toMatchObject([
      { type: 'model.replay', itemId: 'i1', previousItemId: null },
      { type: 'model.replay', itemId: 'c1', previousItemId: 'i1' },
      { type: 'model.replay', itemId: 'i2', previousItemId: 'c1' },
    ]);
  });

  it('answers when the last word was the candidate’s', () => {
    const { state } = takenUp([item('i1', 'interviewer', 'Hello', 0), item('c1', 'candidate', 'Hi', 2_000)]);
    expect(types(play([resumed], state).effects)).toContain('model.respond');
  });

  it('greets when not a word was heard', () => {
    expect(types(play([resumed], takenUp([]).state).effects)).toContain('model.respond');
  });

  it('puts on the record what was heard of a sentence that its bridge took along, and goes on from there', () => {
    const { state } = takenUp([]);
    const carried = {
      ...{ itemId: 'i1', text: 'one two three four', audioMs: 2_000, heardMs: 1_000 },
      ...{ playing: false, whole: false },
    };
    const { effects } = play([{ ...resumed, items: [carried] }], state);
    expect(effects[0]).toMatchObject({
      type: 'commit',
      fact: { type: 'transcript.interrupted', itemId: 'i1', text: 'one two', heardMs: 1_000 },
    });
    expect(effects[1]).toMatchObject({ type: 'model.replay', text: 'one two' });
    expect(types(effects)).toContain('model.respond');
  });

  it('waits while a whole sentence is still to be heard, and tells the model of it afterwards', () => {
    const { state } = takenUp([]);
    const carried = {
      ...{ itemId: 'i1', text: 'Hello there', audioMs: 2_000, heardMs: 1_000 },
      ...{ playing: true, whole: true },
    };
    const waiting = play([{ ...resumed, items: [carried] }], state);
    expect(waiting.effects).toEqual([]);
    const { effects } = play(
      [{ type: 'call.heard', itemId: 'i1', heardMs: 2_000, final: true }],
      waiting.state,
    );
    expect(effects.slice(0, 2)).toMatchObject([
      { type: 'commit', fact: { type: 'transcript.completed', text: 'Hello there' } },
      { type: 'model.replay', itemId: 'i1', text: 'Hello there' },
    ]);
  });

  it('gives the model only the caller audio that is not on the record', () => {
    const { state } = takenUp([item('c1', 'candidate', 'Hi', 8_000)]);
    const frames: BridgeInput[] = Array.from({ length: 100 }, () => ({
      type: 'call.audio',
      payload: 'AAAA',
      audioMs: 20,
    }));
    // Its clock stands at ten seconds; two seconds come again, of which all before 8.7 s are on the record.
    const { effects, state: after } = play([{ ...resumed, callerMs: 2_000 }, ...frames], state);
    expect(types(effects).filter((type) => type === 'model.append')).toHaveLength(65);
    expect(after.clockBaseMs).toBe(8_700);
    expect(after.conversation.clockMs).toBe(10_000);
  });
});

describe('a model session whose time runs out', () => {
  const talking = play([{ type: 'model.opened' }, ...prepared], createBridgeState(start)).state;
  const renew: BridgeInput = { type: 'timer', name: 'renew' };

  it('is replaced at a pause, and that is no loss', () => {
    const pause = { ...talking, expecting: false, silence: { waiting: true, prompts: 0 } };
    const { state, effects } = play([renew], pause);
    expect(types(effects)).toEqual(['reopen', 'set_timer']);
    expect(state).toMatchObject({ losses: 0, restoring: true });
  });

  it('is kept while somebody speaks, and looked at again', () => {
    expect(play([renew], talking).effects).toEqual([{ type: 'set_timer', name: 'renew', afterMs: 5_000 }]);
  });
});

describe('a response that is expected', () => {
  const talking = play([{ type: 'model.opened' }, ...prepared], createBridgeState(start)).state;

  it('and shows no sign of life is given up with its session', () => {
    const { effects } = play([{ type: 'timer', name: 'stall' }], talking);
    expect(types(effects)).toEqual(['link.waiting', 'reopen', 'set_timer']);
  });

  it('is not missed any more once it is done', () => {
    const done = play(
      [{ type: 'model.response_finished', responseId: 'r', status: 'completed', toolCalls: [] }],
      talking,
    ).state;
    expect(play([{ type: 'timer', name: 'stall' }], done).effects).toEqual([]);
  });

  it('may be lost twice in a call', () => {
    const lose: BridgeInput = { type: 'model.lost' };
    expect(play([lose, lose, lose], talking).effects.at(-1)).toEqual({
      type: 'end',
      reason: 'interviewer_unavailable',
    });
  });
});
