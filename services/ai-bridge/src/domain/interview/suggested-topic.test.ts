import { readFileSync } from 'node:fs';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { transition } from '../bridge.ts';
import { createBridgeState } from '../bridge-start.ts';
import { type BridgeState, withEnding, withInterview, withLine } from '../bridge-state.ts';
import type { BridgeEffect } from '../bridge-step.ts';
import { newTurn, withTurn } from '../turns/conversation.ts';
import { toTopicNote } from './suggested-topic.ts';

const corpus = z
  .array(z.string())
  .min(60)
  .parse(JSON.parse(readFileSync(new URL('../injection-texts.json', import.meta.url), 'utf8')));

const topic = { number: 3, text: 'conflict in a team' };

/** In the main questions, after a first answer. */
function talking(): BridgeState {
  const state = createBridgeState({
    jobConfiguration: jobConfigurationSchema.parse({ jobTitle: 'Baker', lengthMinutes: 10 }),
    configurationHash: 'a'.repeat(64),
    interviewPhase: 'questions',
  });
  return {
    ...state,
    phase: 'talking',
    model: { ...state.model, isConnected: true },
    conversation: {
      ...withTurn(state.conversation, newTurn('c0', 'candidate')),
      clockMs: 120_000,
    },
  };
}
const turn = (itemId: string) =>
  ({ type: 'model.item_added', itemId, previousItemId: null, speaker: 'candidate' }) as const;
const suggested = (state: BridgeState, given: typeof topic | null = topic) =>
  transition(state, { type: 'session.topic_changed', topic: given })[0];
const toldBy = (effects: readonly BridgeEffect[]) =>
  effects.flatMap((effect) => (effect.type === 'model.tell' ? [effect.text] : []));
const settledBy = (effects: readonly BridgeEffect[]) =>
  effects.flatMap((effect) =>
    effect.type === 'commit' && effect.fact.type === 'topic.settled' ? [effect.fact] : [],
  );

describe('a topic that a coach suggests', () => {
  it('waits for the interviewer’s next turn, and is told to the model before it speaks', () => {
    const [waiting, none] = transition(talking(), { type: 'session.topic_changed', topic });
    expect(none).toEqual([]);
    const [asked, effects] = transition(waiting, turn('c1'));
    expect(toldBy(effects)).toEqual([toTopicNote(topic.text)]);
    expect(settledBy(effects)).toEqual([{ type: 'topic.settled', number: 3, outcome: 'passed' }]);
    const types = effects.map(({ type }) => type);
    expect(types.indexOf('model.tell')).toBeLessThan(types.indexOf('model.respond'));
    expect(asked.interview.topic).toBeNull();
  });

  it('is passed on once', () => {
    const [asked] = transition(suggested(talking()), turn('c1'));
    const [, effects] = transition(
      { ...asked, model: { ...asked.model, response: { phase: 'idle' } } },
      turn('c2'),
    );
    expect(toldBy(effects)).toEqual([]);
  });

  it('is not told any more once it was withdrawn', () => {
    const [, effects] = transition(suggested(suggested(talking()), null), turn('c1'));
    expect([toldBy(effects), settledBy(effects)]).toEqual([[], []]);
  });

  it('waits while the model or the line is away, and where the bridge took the session up it still waits', () => {
    const away = withLine(suggested(talking()), { away: { note: null } });
    const [kept, effects] = transition(away, turn('c1'));
    expect(settledBy(effects)).toEqual([]);
    expect(kept.interview.topic).toEqual(topic);
    const start = { jobConfiguration: talking().interview.jobConfiguration as never, topic };
    const taken = createBridgeState({ ...start, configurationHash: 'a', interviewPhase: 'questions' });
    expect(taken.interview.topic).toEqual(topic);
  });

  it.each([
    [
      'before the candidate has said anything',
      (state: BridgeState) => ({ ...state, conversation: { ...state.conversation, turns: new Map() } }),
    ],
    [
      'in the candidate’s own questions',
      (state: BridgeState) => withInterview(state, { phase: 'candidate_questions' }),
    ],
    ['at the end', (state: BridgeState) => withEnding(state, { isOrdered: true })],
  ])('is not passed on %s', (_when, change) => {
    const [, effects] = transition(suggested(change(talking())), { type: 'caller.heard_nothing' });
    expect(settledBy(effects)).toEqual([]);
  });
});

describe.each(corpus)('the hostile topic %j', (text) => {
  it('never leaves its data block, and changes nothing else', () => {
    const note = toTopicNote(text);
    const parts = note.split(/^<\/?suggested_topic>$/m);
    expect(parts).toHaveLength(3);
    expect(JSON.parse(parts[1] ?? '')).toEqual({ topic: text });
    expect(parts[1]).not.toContain('<');
    expect(`${parts[0]}${parts[2]}`).toBe(
      toTopicNote('x')
        .split(/^<\/?suggested_topic>$/m)
        .filter((_, at) => at !== 1)
        .join(''),
    );
    const [plain, hostile] = ['x', text].map((words) =>
      transition(suggested(talking(), { number: 3, text: words }), turn('c1')),
    );
    const without = (effects: readonly BridgeEffect[] = []) =>
      effects.filter(({ type }) => type !== 'model.tell');
    expect(without(hostile?.[1])).toEqual(without(plain?.[1]));
    expect(hostile?.[0]).toEqual(plain?.[0]);
  });
});
