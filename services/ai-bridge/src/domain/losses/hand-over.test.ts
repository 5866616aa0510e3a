import type { CarriedItem } from '@ringback/shared/contract/media-link';
import { describe, expect, it } from 'vitest';
import {
  audio,
  item,
  loud,
  play,
  prepared,
  resumed,
  start,
  still,
  takenUp,
  types,
} from '../../../testing/play-hand-over.ts';
import type { PlayedInput } from '../../../testing/run-bridge.ts';
import { createBridgeState } from '../bridge-start.ts';
import { apologise } from '../interview/settlement.ts';

const passing = { code: 'rate_limit_exceeded', kind: 'passing', retryAfterMs: null } as const;

describe('a bridge that takes over an interview', () => {
  it('greets no candidate, and asks for nothing before telephony has handed over', () => {
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
      { type: 'set_timer', name: 'silence' },
    ]);
  });

  it('answers when the last word was the candidate’s', () => {
    const { state } = takenUp([item('i1', 'interviewer', 'Hello', 0), item('c1', 'candidate', 'Hi', 2_000)]);
    expect(types(play([resumed], state).effects)).toContain('model.respond');
  });

  it('greets the candidate if no word was heard', () => {
    expect(types(play([resumed], takenUp([]).state).effects)).toContain('model.respond');
  });

  it('puts on the record what was heard of a sentence that its bridge had begun, and goes on from there', () => {
    const { state } = takenUp([]);
    const carried = {
      ...{ itemId: 'i1', text: 'one two three four', audioMs: 2_000, heardMs: 1_000 },
      ...{ playing: false, whole: false, startedAgoMs: 1_500, interrupted: false },
    };
    const { effects } = play([{ ...resumed, items: [carried] }], state);
    expect(effects[0]).toMatchObject({
      type: 'commit',
      fact: { type: 'transcript.interrupted', itemId: 'i1', text: 'one two', heardMs: 1_000 },
    });
    expect(effects.slice(1, 4)).toMatchObject([
      { type: 'model.replay', text: 'one two' },
      { type: 'model.tell', text: expect.stringContaining('connection was lost') },
      { type: 'model.respond' },
    ]);
  });

  it.each<[string, PlayedInput]>([
    ['is lost', { type: 'model.lost' }],
    ['is refused for a moment', { type: 'model.lost', trouble: passing }],
  ])('waits for the hand-over as well when its first model session %s', (_how, loss) => {
    const state = createBridgeState({
      ...start,
      begun: { transcript: [], begunMs: 10_000, losses: 1, covered: [], isEnding: false },
    });
    const carried = {
      ...{ itemId: 'i1', text: 'one two three four', audioMs: 2_000, heardMs: 1_000 },
      ...{ playing: false, whole: false, startedAgoMs: 1_500, interrupted: false },
    };
    const again = play([loss, ...prepared], state);
    expect(types(again.effects)).not.toContain('model.respond');
    expect(play([{ ...resumed, items: [carried] }], again.state).effects[0]).toMatchObject({
      fact: { type: 'transcript.interrupted', itemId: 'i1', text: 'one two' },
    });
  });

  it('waits while a whole sentence is still to be heard, and tells the model of it before it asks for anything', () => {
    const { state } = takenUp([]);
    const carried = {
      ...{ itemId: 'i1', text: 'Hello there', audioMs: 2_000, heardMs: 1_000 },
      ...{ playing: true, whole: true, startedAgoMs: 1_000, interrupted: false },
    };
    const waiting = play([{ ...resumed, items: [carried] }], state);
    expect(types(waiting.effects)).toEqual(['link.unhold']);
    const heard = play([{ type: 'call.heard', itemId: 'i1', heardMs: 2_000, final: true }], waiting.state);
    expect(heard.effects).toMatchObject([
      { type: 'commit', fact: { type: 'transcript.completed', text: 'Hello there', startedAtMs: 9_000 } },
      { type: 'set_timer', name: 'silence' },
    ]);
    const { effects } = play([{ type: 'timer', name: 'silence' }], heard.state);
    expect(effects.filter(({ type }) => type === 'model.replay' || type === 'model.respond')).toMatchObject([
      { type: 'model.replay', itemId: 'i1', text: 'Hello there' },
      { type: 'model.respond' },
    ]);
  });

  it('gives the model only the caller audio that is not on the record', () => {
    const { state } = takenUp([item('c1', 'candidate', 'Hi', 8_000)]);
    const frames: PlayedInput[] = Array.from({ length: 100 }, () => ({
      type: 'call.audio',
      payload: 'AAAA',
      audioMs: 20,
    }));
    // Its clock stands at ten seconds. Two seconds come again, and the record covers those up to 8.7 s.
    const { effects, state: after } = play([{ ...resumed, callerMs: 2_000 }, ...frames], state);
    expect(types(effects).filter((type) => type === 'model.append')).toHaveLength(65);
    expect(after.model.clockBaseMs).toBe(8_700);
    expect(after.conversation.clockMs).toBe(10_000);
  });
});

describe('whose turn it is after a loss', () => {
  const greeted = [item('i1', 'interviewer', 'Hello', 0)];
  const after = (items: CarriedItem[], said: readonly PlayedInput[]) =>
    play([{ type: 'call.resumed', items, callerMs: 3_000 }, ...said], takenUp(greeted).state);
  const sentence = {
    ...{ itemId: 'i2', text: 'one two three four', audioMs: 4_000, heardMs: 1_000, startedAgoMs: 1_500 },
    ...{ playing: false, whole: false, interrupted: false },
  };

  it('shows when the audio from the time of the loss has been replayed, not before', () => {
    expect(types(after([sentence], audio(2_980, still)).effects)).not.toContain('model.respond');
    expect(types(after([sentence], audio(3_000, still)).effects)).toContain('model.respond');
  });

  it('is the candidate’s if they are speaking: the interviewer does not talk over them', () => {
    const { state, effects } = after([sentence], [...audio(1_000, still), ...audio(2_000, loud)]);
    expect(types(effects)).not.toContain('model.respond');
    expect(effects.at(-1)).toMatchObject({ type: 'set_timer', name: 'turn_missing' });
    const speaks = play([{ type: 'model.speech_started', itemId: 'c1', atMs: 1_000 }], state);
    expect(play([{ type: 'timer', name: 'turn_missing' }], speaks.state).effects).toEqual([]);
  });

  it('is the candidate’s if the model has told of their turn before all their audio was replayed', () => {
    const began = { type: 'model.speech_started', itemId: 'c1', atMs: 1_000 } as const;
    const { state, effects } = after(
      [sentence],
      [...audio(1_000, still), ...audio(400, loud), began, ...audio(1_600, loud)],
    );
    expect(types(effects)).not.toContain('model.respond');
    expect(play([{ type: 'timer', name: 'turn_missing' }], state).effects).toEqual([]);
  });

  it('is the interviewer’s if what sounded like the candidate was no turn', () => {
    const { state } = after([sentence], [...audio(2_000, still), ...audio(1_000, loud)]);
    expect(types(play([{ type: 'timer', name: 'turn_missing' }], state).effects)).toContain('model.respond');
  });

  it('is the candidate’s if they think, and they are prompted if they think for long', () => {
    const { state, effects } = after([], audio(3_000, still));
    expect(effects.at(-1)).toMatchObject({ type: 'set_timer', name: 'silence', afterMs: 12_000 });
    expect(types(play([{ type: 'timer', name: 'silence' }], state).effects)).toContain('model.respond');
  });

  it('is the candidate’s if they had cut the interviewer off, without a word about a lost connection', () => {
    const cut = { ...sentence, interrupted: true };
    const { state, effects } = after(
      [cut],
      [...audio(1_800, still), ...audio(900, loud), ...audio(300, still)],
    );
    expect(types(effects)).not.toContain('model.tell');
    const taken = play(
      [
        { type: 'model.speech_started', itemId: 'c1', atMs: 1_800 },
        { type: 'model.speech_stopped', itemId: 'c1', atMs: 2_700 },
        { type: 'model.item_added', itemId: 'c1', previousItemId: 'i1', speaker: 'candidate' },
      ],
      state,
    );
    expect(types(taken.effects).filter((type) => type !== 'set_timer')).toEqual([
      'model.replay',
      'model.respond',
      'link.waiting',
    ]);
  });

  it('is still theirs if their sound was no turn: they are awaited, and hear no excuse', () => {
    const cut = { ...sentence, interrupted: true };
    const { state } = after([cut], [...audio(1_800, still), ...audio(900, loud), ...audio(300, still)]);
    const { effects } = play([{ type: 'timer', name: 'turn_missing' }], state);
    expect(effects).toMatchObject([{ type: 'set_timer', name: 'silence' }]);
  });

  it('is contested by a sound during a whole sentence: it takes the floor or gives it back', () => {
    const playing = { ...sentence, playing: true, whole: true };
    const { state, effects } = after([playing], [...audio(2_600, still), ...audio(400, loud)]);
    expect(types(effects).filter((type) => type.startsWith('link'))).toEqual(['link.hold']);
    expect(types(play(audio(500, loud), state).effects)).toContain('link.clear');
    expect(types(play(audio(300, still), state).effects)).toContain('link.unhold');
  });
});

describe('a goodbye whose bridge is lost', () => {
  const ending = createBridgeState({
    ...start,
    begun: { transcript: [], begunMs: 10_000, losses: 1, covered: [], isEnding: true },
  });
  const goodbye = {
    ...{ itemId: 'i9', text: 'Goodbye', audioMs: 2_000, heardMs: 500, startedAgoMs: 500, interrupted: false },
    ...{ playing: true, whole: true },
  };

  it('is heard to its end and put on the record, and nothing more is said', () => {
    const { state, effects } = play([...prepared, { ...resumed, items: [goodbye] }], ending);
    expect(types(effects)).not.toContain('model.respond');
    const said = play([{ type: 'call.heard', itemId: 'i9', heardMs: 2_000, final: true }], state);
    expect(said.effects).toMatchObject([
      { type: 'commit', fact: { type: 'transcript.completed', text: 'Goodbye' } },
      { type: 'end', reason: 'completed' },
    ]);
  });

  it('is not over because the next bridge does not know of it yet: telephony tells how much was heard before it hands over', () => {
    const heard = { type: 'call.heard', itemId: 'i9', heardMs: 1_000, final: false } as const;
    const { state, effects } = play([...prepared, heard], ending);
    expect(types(effects)).not.toContain('end');
    const handedOver = play([{ ...resumed, items: [{ ...goodbye, heardMs: 1_000 }] }], state);
    expect(types(handedOver.effects)).not.toContain('end');
  });

  it('ends at once if it had been heard, or never will be', () => {
    for (const carried of [
      { ...goodbye, playing: false, heardMs: 2_000 },
      { ...goodbye, playing: false, whole: false },
    ]) {
      const { effects } = play([...prepared, { ...resumed, items: [carried] }], ending);
      expect(effects.at(-1)).toEqual({ type: 'end', reason: 'completed' });
    }
  });
});

describe('a call that has lost its interviewer twice', () => {
  it('is not taken over again: it ends politely', () => {
    const state = createBridgeState({
      ...start,
      begun: { transcript: [], begunMs: 10_000, losses: 3, covered: [], isEnding: false },
    });
    expect(play([{ type: 'model.opened' }], state).effects).toEqual([apologise]);
  });
});
