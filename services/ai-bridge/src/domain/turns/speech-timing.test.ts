import { describe, expect, it } from 'vitest';
import { emptyConversation, newTurn, withTurn } from './conversation.ts';
import { measureSpeech } from './speech-timing.ts';

// Two of the three seconds that were made were heard: from 1 s to 3 s.
const asked = { ...newTurn('i1', 'interviewer'), startedAtMs: 1_000, audioMs: 3_000, heardMs: 2_000 };
const said = (startedAtMs: number, endedAtMs: number | null) => ({
  ...newTurn('c1', 'candidate'),
  startedAtMs,
  endedAtMs,
});
const conversation = withTurn(emptyConversation, asked);

describe('what is measured of a turn', () => {
  it('is the time to the first word after what was heard, not after what was made', () => {
    expect(measureSpeech(conversation, said(3_750, 6_000))).toEqual({
      ...{ type: 'speech.measured', itemId: 'c1', speaker: 'candidate' },
      ...{ startedAtMs: 3_750, endedAtMs: 6_000, afterMs: 750, overlapMs: 0 },
    });
  });

  it('is how long both spoke', () => {
    expect(measureSpeech(conversation, said(2_600, 6_000))).toMatchObject({
      afterMs: null,
      overlapMs: 400,
    });
  });

  it('is how long both spoke, even if the candidate has not finished', () => {
    const callerSpeech = [{ fromMs: 2_600, toMs: 3_100 }];
    const both = { ...withTurn(conversation, said(2_300, null)), clockMs: 3_100, callerSpeech };
    // The model's beginning includes 300 ms of padding.
    expect(measureSpeech(both, asked)).toMatchObject({
      ...{ startedAtMs: 1_000, endedAtMs: 3_000, overlapMs: 400 },
    });
  });

  it('counts from when the last of a sentence was heard that was held in its middle', () => {
    const held = withTurn(emptyConversation, { ...asked, heardUntilMs: 3_800 });
    expect(measureSpeech(held, said(4_000, 6_000))).toMatchObject({
      afterMs: 200,
    });
  });

  it('says nothing about the time before a first turn', () => {
    expect(measureSpeech(emptyConversation, said(500, 900))).toMatchObject({ afterMs: null, overlapMs: 0 });
  });

  it('is when their voice was heard, apart from pauses of 250 ms and more and from gaps of the line', () => {
    const loud = [
      { fromMs: 3_700, toMs: 4_500 },
      { fromMs: 4_740, toMs: 5_000 },
      { fromMs: 5_260, toMs: 7_000 },
      { fromMs: 7_600, toMs: 7_640 },
    ];
    const lineGaps = [
      { fromMs: 2_000, toMs: 3_780 },
      { fromMs: 5_000, toMs: 5_260 },
    ];
    expect(
      measureSpeech({ ...conversation, callerSpeech: loud, lineGaps }, said(3_750, 8_000)),
    ).toMatchObject({
      voiced: [
        { fromMs: 3_750, toMs: 5_000 },
        { fromMs: 5_260, toMs: 7_000 },
      ],
      lineGaps: [
        { fromMs: 3_750, toMs: 3_780 },
        { fromMs: 5_000, toMs: 5_260 },
      ],
    });
  });

  it('is nothing of the inside of a turn that is unknown, nor of the interviewer’s', () => {
    const loud = [{ fromMs: 100, toMs: 2_000 }];
    expect(measureSpeech(conversation, said(3_750, 8_000))).not.toHaveProperty('voiced');
    expect(measureSpeech({ ...conversation, callerSpeech: loud }, asked)).not.toHaveProperty('voiced');
  });
});
