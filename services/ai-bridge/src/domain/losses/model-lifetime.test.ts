import { describe, expect, it } from 'vitest';
import { audio, item, loud, play, resumed, start, still, takenUp } from '../../../testing/play-hand-over.ts';
import {
  after,
  asked,
  back,
  before,
  beginning,
  begins,
  busy,
  finished,
  heard,
  lost,
  opened,
  sentence,
  sound,
  started,
  timer,
  told,
} from '../../../testing/play-losses.ts';
import type { PlayedInput } from '../../../testing/run-bridge.ts';
import { createBridgeState } from '../bridge-start.ts';
import { planByRules } from '../interview/plan.ts';

describe('with a model session dies', () => {
  it('everything that it still says', () => {
    expect(after([started('r2'), sound('r2', 'i2')], before([lost]))).toEqual(['stale', 'stale']);
  });

  it('its receipt: the next session gives another one', () => {
    expect(after(opened, before([lost]))).toContain('commit configuration.received');
  });

  const { configurationHash, jobConfiguration } = start;
  it.each<[string, PlayedInput[]]>([
    ['what it has confirmed', []],
    [
      'the instructions that it was to confirm',
      [{ type: 'session.configuration_changed', configurationHash, jobConfiguration }],
    ],
  ])('%s: a plan that is made before the next session opens is told to that one', (_what, inputs) => {
    const made: PlayedInput = { type: 'plan.made', configurationHash, plan: planByRules(jobConfiguration) };
    expect(after([made], before(inputs))).toContain('model.configure');
    expect(after([made], before([...inputs, lost]))).toEqual(['commit interview.planned']);
  });

  it('the voice that it was given: the next session has the voice that is wanted by then', () => {
    const { effects } = play(opened, before([lost]));
    expect(effects).toContainEqual(expect.objectContaining({ type: 'model.configure', withVoice: true }));
  });

  it('the response that it was making: it is not awaited, and nothing more of it passes', () => {
    const gone = play([lost, ...back], before([started('r1'), sound('r1', 'i1')], asked));
    expect(after([lost, ...back], before([started('r1')], asked))).toContain('model.respond');
    expect(after([sound('r1', 'i1')], gone.state)).toContain('stale');
  });

  it('the wait for its next sign', () => {
    expect(after([timer('stall')], before([lost], asked))).toEqual([]);
  });

  it('the response that was to follow the present one', () => {
    const owing = before([timer('silence'), started('r2'), { type: 'session.overspent' }]);
    expect(after([finished('r2', 'cancelled')], owing)).toContain('model.respond');
    expect(after([lost, ...back], owing)).not.toContain('model.respond');
  });

  it('a response that is no longer wanted: the first one of the next session is', () => {
    const unwanted = before([begins('c1'), ...audio(600, loud)], asked);
    expect(after([started('r2')], unwanted)).toContain('model.cancel');
    const next = play([lost, ...back], unwanted);
    expect(after([lost, ...back], unwanted)).toContain('model.respond');
    expect(after([started('r2')], next.state)).not.toContain('model.cancel');
  });

  it('the later moment at which its provider was to be asked', () => {
    const waiting = before([started('r1'), finished('r1', 'failed', busy)], asked);
    const next = before([lost, ...back], waiting);
    expect(after([lost, ...back], waiting)).toContain('model.respond');
    expect(after([timer('ask_again')], next)).toEqual([]);
  });

  it.each<[string, number, PlayedInput]>([
    ['that failed', 6, finished('r1', 'failed', busy)],
    ['without a sound', 2, finished('r1')],
  ])('the count of responses %s', (_how, most, ends) => {
    const attempt = [started('r1'), ends, timer('ask_again')];
    const counted = before(Array.from({ length: most }, () => attempt).flat(), asked);
    expect(after(attempt, counted)).toContain('leave');
    expect(after([lost, ...back, ...attempt], counted)).not.toContain('leave');
  });

  it('the item whose audio is on the link: telephony is told where the next one begins', () => {
    const speaking = before([started('r1'), sound('r1', 'i1')], asked);
    expect(after([sound('r1', 'i1')], speaking)).not.toContain('link.item_started');
    expect(after([lost, ...back, started('r2'), sound('r2', 'i1')], speaking)).toContain('link.item_started');
  });

  it('a sound that contests the floor: what is still to be heard plays on', () => {
    const held = before([...sentence('r2', 'i2'), begins('c1'), ...audio(100, loud)]);
    expect(after(audio(600, loud), held)).toContain('link.clear');
    expect(after([lost], held)).toContain('link.unhold');
    expect(after([...back, ...audio(600, loud)], before([lost], held))).not.toContain('link.clear');
  });

  it('its clock: the times of the next session begin where its audio does', () => {
    const next = before([...audio(5_000, still), lost, ...back, ...audio(1_000, still)]);
    const said: PlayedInput[] = [
      { type: 'model.speech_started', itemId: 'c1', atMs: 200 },
      { type: 'model.speech_stopped', itemId: 'c1', atMs: 800 },
      { type: 'model.transcribed', itemId: 'c1', text: 'I bake' },
    ];
    expect(play(said, next).effects).toContainEqual({
      type: 'commit',
      fact: expect.objectContaining({ startedAtMs: 5_200, endedAtMs: 5_800 }),
    });
  });

  it('its knowledge of the conversation: the next one is asked nothing, and given no audio, before it is told', () => {
    const next = [lost, ...opened, { type: 'call.key', digit: '*' } as const, ...audio(200, still)];
    expect(after(next)).not.toContain('model.respond');
    expect(after(next)).not.toContain('model.append');
    expect(after([resumed, ...audio(200, still)], before(next))).toEqual(
      expect.arrayContaining(['model.replay', 'model.append']),
    );
  });

  it('its items: the next one is not told how much was heard of items that it does not have', () => {
    const playing = before([...sentence('r2', 'i2'), heard('i2', 500), lost, ...back]);
    const cut = before([begins('c1'), ...audio(600, loud)], playing);
    const cleared: PlayedInput = { type: 'call.cleared', itemId: 'i2', heardMs: 900 };
    expect(after([cleared], cut)).toContain('commit transcript.interrupted');
    expect(after([cleared], cut)).not.toContain('model.truncate');
  });

  it('the candidate’s unfinished words: they come again as audio', () => {
    expect(after([begins('c1'), lost, ...back], asked)).toContain('model.respond');
  });

  it('the wait for a silent candidate, but not the count of prompts', () => {
    expect(after([timer('silence')])).toContain('model.respond');
    expect(after([lost, timer('silence'), ...back])).not.toContain('model.respond');
    const prompted = before([timer('silence'), ...sentence('r2', 'i2'), heard('i2')]);
    expect(told([lost, ...back, timer('silence')], prompted)).toContain('Offer in one sentence to move on');
  });

  const handedOver = (inputs: readonly PlayedInput[]) =>
    before(
      [{ ...resumed, callerMs: 3_000 }, ...inputs],
      takenUp([item('i1', 'interviewer', 'Hello', 0)]).state,
    );

  it('the replay of the caller’s audio', () => {
    const catchingUp = handedOver(audio(1_000, still));
    expect(after(audio(2_000, still), catchingUp)).toContain('set_timer silence');
    expect(after([lost, ...audio(2_000, still)], catchingUp)).not.toContain('set_timer silence');
  });

  it('the wait for a turn in that audio', () => {
    const missing = handedOver([...audio(1_000, still), ...audio(2_000, loud)]);
    expect(after([timer('turn_missing')], missing)).toContain('set_timer silence');
    expect(after([timer('turn_missing')], before([lost], missing))).toEqual([]);
  });

  it('the readiness of a call that has not begun', () => {
    const activated: PlayedInput = { type: 'session.activated' };
    const ready = before(opened, createBridgeState(start));
    expect(after([activated], ready)).toContain('model.respond');
    expect(after([lost, activated], ready)).not.toContain('model.respond');
    expect(after([lost, ...opened, activated], ready)).toContain('model.respond');
  });
});

describe('a model session is outlived by', () => {
  it('the last note of the director', () => {
    expect(told([lost, ...back], before([timer('wrap_up')]))).toContain('Your own part of the interview');
  });

  it('the excuse for a sentence in which it was cut off, even if the next session is lost too', () => {
    const cut = before([
      ...beginning('r2', 'i2'),
      lost,
      { type: 'call.cleared', itemId: 'i2', heardMs: 900 },
      lost,
    ]);
    expect(told(back, cut)).toContain('in the middle of your sentence');
    expect(told([...sentence('r2', 'i2'), lost, ...back, heard('i2')])).toBe('');
  });

  it('the responses that were cut off: what was heard of them is put on the record', () => {
    const cleared: PlayedInput = { type: 'call.cleared', itemId: 'i2', heardMs: 1_500 };
    expect(after([cleared], before([...beginning('r2', 'i2'), lost]))).toContain(
      'commit transcript.interrupted',
    );
  });

  it('the part of the interview', () => {
    const toClosing: PlayedInput = {
      ...{ type: 'model.response_finished', responseId: 'r2', status: 'completed' },
      toolCalls: [{ callId: 'c', name: 'change_phase', arguments: '{"phase":"closing"}' }],
    };
    const closing = before([timer('silence'), started('r2'), toClosing]);
    expect(play([lost, ...opened], closing).effects).toContainEqual(
      expect.objectContaining({ instructions: expect.stringContaining('Now: the closing.') }),
    );
  });

  it('the order to end, which is given once', () => {
    const overspent: PlayedInput = { type: 'session.overspent' };
    expect(after([overspent])).toContain('set_timer hard_stop');
    const ordered = before([overspent, ...sentence('r2', 'i2'), heard('i2')]);
    expect(after([lost, ...back, overspent], ordered)).not.toContain('set_timer hard_stop');
  });
});
