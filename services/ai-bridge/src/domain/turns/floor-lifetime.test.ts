import { describe, expect, it } from 'vitest';
import { audio, loud, play, resumed, still, takenUp } from '../../../testing/play-hand-over.ts';
import {
  after,
  asked,
  before,
  beginning,
  begins,
  busy,
  finished,
  heard,
  lost,
  sentence,
  sound,
  started,
  timer,
} from '../../../testing/play-losses.ts';
import type { PlayedInput } from '../../../testing/run-bridge.ts';

const cleared: PlayedInput = { type: 'call.cleared', itemId: 'i2', heardMs: 1_000 };
const quiet = (audioMs: number): PlayedInput => ({ type: 'call.audio', payload: still, audioMs });

describe('with an interruption is over', () => {
  const interrupted = before([
    ...beginning('r2', 'i2'),
    heard('i2', 1_000),
    begins('c1'),
    ...audio(600, loud),
  ]);

  it('the contest: the phone is cleared once', () => {
    expect(after(audio(600, loud), interrupted)).not.toContain('link.clear');
  });

  it('the item whose audio is on the link', () => {
    const next = [cleared, finished('r2', 'cancelled'), started('r3'), sound('r3', 'i2')];
    expect(after(next, interrupted)).toContain('link.item_started');
  });

  it('the response that was to follow: the candidate’s turn asks for one', () => {
    const owing = before([...beginning('r2', 'i2'), { type: 'session.overspent' }]);
    expect(after([finished('r2', 'cancelled')], owing)).toContain('model.respond');
    const cut = [begins('c1'), ...audio(600, loud), finished('r2', 'cancelled')];
    expect(after(cut, owing)).not.toContain('model.respond');
  });

  it('the response that was asked for: it is cancelled when it begins', () => {
    expect(after([started('r1')], before([begins('c1'), ...audio(600, loud)], asked))).toContain(
      'model.cancel',
    );
  });
});

describe('with a quiet that is broken is over', () => {
  it('the later moment at which the provider was to be asked', () => {
    const waiting = before([started('r1'), finished('r1', 'failed', busy)], asked);
    expect(after([quiet(14_000)], waiting)).toContain('model.respond');
    expect(after([timer('ask_again')], before([quiet(14_000)], waiting))).toEqual([]);
  });

  it('that a response is not wanted', () => {
    const unwanted = before([begins('c1'), ...audio(600, loud), finished('r1', 'cancelled')], asked);
    expect(
      after(
        [quiet(10_000), { type: 'model.speech_stopped', itemId: 'c1', atMs: 600 }, quiet(6_000)],
        unwanted,
      ),
    ).toContain('model.respond');
  });

  it('the item whose audio is on the link', () => {
    const unfinished = before([...sentence('r2', 'i2'), sound('r2', 'i2')]);
    expect(after([quiet(16_000), started('r3'), sound('r3', 'i2')], unfinished)).toContain(
      'link.item_started',
    );
  });
});

describe('with the goodbye is over', () => {
  const goodbye: PlayedInput[] = [
    ...beginning('r2', 'i2'),
    { type: 'session.overspent' },
    { type: 'model.audio_finished', responseId: 'r2', itemId: 'i2' },
    {
      ...{ type: 'model.response_finished', responseId: 'r2', status: 'completed' },
      toolCalls: [{ callId: 'c', name: 'end_interview', arguments: '{"reason":"completed"}' }],
    },
    started('r3'),
  ];

  it('the response of a model that is lost in the meantime: the goodbye ends the interview once it was heard', () => {
    const said = before([...goodbye, lost]);
    expect(after([heard('i2')], before(goodbye))).not.toContain('end');
    expect(after([timer('stall')], said)).toEqual([]);
    expect(after([heard('i2')], said)).toContain('end');
  });
});

describe('with a hand-over is over', () => {
  it('the absence of the candidate', () => {
    const away = before([{ type: 'call.lost' }, { ...resumed }], takenUp([]).state);
    expect(after([{ type: 'call.key', digit: '0' }], away)).toContain('model.tell');
  });

  it('the limit of an earlier one: caller audio counts from the last turn on the record', () => {
    const said = play([{ ...resumed, callerMs: 2_000 }, ...audio(400, still)], takenUp([]).state);
    expect(said.effects.filter(({ type }) => type === 'model.append')).toHaveLength(20);
  });
});
