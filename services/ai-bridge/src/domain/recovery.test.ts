import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { describe, expect, it } from 'vitest';
import { transition } from './bridge.ts';
import { createBridgeState } from './bridge-start.ts';
import type { BridgeEffect, BridgeInput, BridgeState } from './bridge-state.ts';
import { stallLimitMs } from './candidate-turn.ts';
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

const prepared: BridgeInput[] = [
  { type: 'model.opened' },
  { type: 'model.confirmed', instructions },
  { type: 'session.activated' },
];
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
      [{ type: 'model.response_finished', responseId: 'r', status: 'cancelled', toolCalls: [] }],
      talking,
    ).state;
    expect(play([{ type: 'timer', name: 'stall' }], done).effects).toEqual([]);
  });

  it('is waited for as long as the model still makes words of what was said', () => {
    const { effects } = play([{ type: 'model.transcribing', itemId: 'u1', text: 'and then we' }], talking);
    expect(effects).toContainEqual({ type: 'set_timer', name: 'stall', afterMs: stallLimitMs });
    const { effects: known } = play(
      [{ type: 'model.transcribed', itemId: 'u1', text: 'and so on' }],
      talking,
    );
    expect(known).toContainEqual({ type: 'set_timer', name: 'stall', afterMs: stallLimitMs });
  });

  it('may be lost twice in a call', () => {
    const lose: BridgeInput = { type: 'model.lost' };
    expect(play([lose, lose, lose], talking).effects.at(-1)).toEqual({
      type: 'end',
      reason: 'interviewer_unavailable',
    });
  });
});
