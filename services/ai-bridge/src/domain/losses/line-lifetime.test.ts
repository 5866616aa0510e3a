import { describe, expect, it } from 'vitest';
import { audio, item, loud, resumed, still, takenUp } from '../../../testing/play-hand-over.ts';
import {
  after,
  asked,
  before,
  beginning,
  begins,
  finished,
  heard,
  lost as modelLost,
  opened,
  sentence,
  sound,
  started,
  timer,
  told,
} from '../../../testing/play-losses.ts';
import type { PlayedInput } from '../../../testing/run-bridge.ts';

const lost: PlayedInput = { type: 'call.lost' };
const back: PlayedInput = { type: 'call.back' };

describe('with the candidate’s line is lost', () => {
  it('nothing more, if it was lost already', () => {
    expect(after([lost], before([lost]))).toEqual([]);
  });

  it('the item whose audio is on the link: telephony is told where the next one begins', () => {
    const gone = before([started('r1'), sound('r1', 'i1'), lost, finished('r1', 'cancelled'), back], asked);
    expect(after([started('r2'), sound('r2', 'i1')], gone)).toContain('link.item_started');
  });

  it('the wait for the model’s next sign', () => {
    expect(after([timer('stall')], asked)).toContain('reopen');
    expect(after([timer('stall')], before([lost], asked))).toEqual([]);
  });

  it('the wait for it, even while the response that was cut off still comes', () => {
    const cut = before([...beginning('r2', 'i2'), lost]);
    expect(after([{ type: 'model.transcribing', itemId: 'c1', text: 'I' }], cut)).toEqual(['show']);
    expect(after([back, timer('stall')], cut)).not.toContain('reopen');
  });

  it('a sound that contests the floor', () => {
    const held = before([...sentence('r2', 'i2'), begins('c1'), ...audio(100, loud)]);
    expect(after(audio(600, loud), held)).toContain('link.clear');
    expect(after([lost, ...audio(600, loud)], held)).not.toContain('link.clear');
  });

  it('the response that was asked for: it is cancelled when it begins, and asked for again', () => {
    const gone = before([lost, back], asked);
    expect(after([lost, back], asked)).not.toContain('model.respond');
    expect(after([started('r1')], gone)).toContain('model.cancel');
    expect(after([started('r1'), finished('r1', 'cancelled')], gone)).toContain('model.respond');
  });

  it('the wait for a silent candidate, but not the count of prompts', () => {
    expect(after([lost, timer('silence'), back])).toEqual(['set_timer silence']);
    const prompted = before([timer('silence'), ...sentence('r2', 'i2'), heard('i2'), lost, back]);
    expect(told([timer('silence')], prompted)).toContain('Offer in one sentence to move on');
  });

  const handedOver = (inputs: readonly PlayedInput[]) =>
    before(
      [{ ...resumed, callerMs: 3_000 }, ...inputs],
      takenUp([item('i1', 'interviewer', 'Hello', 0)]).state,
    );

  it('the replay of the caller’s audio: whose turn it is shows when the line is back', () => {
    const catchingUp = handedOver(audio(1_000, still));
    expect(after([lost, ...audio(2_000, still)], catchingUp)).not.toContain('set_timer silence');
    expect(after([lost, back], catchingUp)).toContain('set_timer silence');
  });

  it('the wait for a turn in that audio', () => {
    const missing = handedOver([...audio(1_000, still), ...audio(2_000, loud)]);
    expect(after([timer('turn_missing')], before([lost], missing))).toEqual([]);
  });
});

describe('a lost line is outlived by', () => {
  it('the excuse for a sentence of which something was heard, and for no other', () => {
    expect(told([...sentence('r2', 'i2'), heard('i2', 900), lost, back])).toContain(
      'middle of your sentence',
    );
    expect(told([...sentence('r2', 'i2'), lost, back])).toBe('');
  });

  it('that excuse once', () => {
    const excused = before([...sentence('r2', 'i2'), heard('i2', 900), lost, back]);
    expect(told([...sentence('r3', 'i3'), heard('i3'), lost, back], excused)).toBe('');
  });

  it('the response that was to follow: it is asked for when the candidate is back', () => {
    const owing = before([timer('silence'), started('r2'), { type: 'session.overspent' }, lost]);
    expect(after([finished('r2', 'cancelled'), back], owing)).toContain('model.respond');
  });

  it('the response that was running: it is asked for again when the candidate is back', () => {
    const running = before([timer('silence'), started('r2'), lost]);
    expect(after([finished('r2', 'cancelled')], running)).not.toContain('model.respond');
    expect(after([finished('r2', 'cancelled'), back], running)).toContain('model.respond');
  });

  it('a note from the time of the loss, even if the line is reported lost once more', () => {
    expect(told([lost, timer('wrap_up'), lost, back])).toContain('Your own part of the interview');
  });

  it('a loss of the model in that time: the next session is told the conversation when telephony hands over', () => {
    const both = before([lost, modelLost, ...opened, back]);
    expect(after([back], before([lost, modelLost, ...opened]))).toEqual([]);
    expect(after([resumed], both)).toContain('model.replay');
  });
});
