import { expect, it } from 'vitest';
import { emptyConversation, newTurn, withTurn } from './conversation.ts';
import { measureSpeech } from './speech-timing.ts';

const asked = { ...newTurn('i1', 'interviewer'), startedAtMs: 1_000, audioMs: 3_000, heardMs: 2_000 };
const said = (startedAtMs: number, endedAtMs: number) => ({
  ...newTurn('c1', 'candidate'),
  startedAtMs,
  endedAtMs,
});
const conversation = withTurn(emptyConversation, asked);

it('measures the time to the first word from what was heard, not from what was made', () => {
  expect(measureSpeech(conversation, said(3_750, 6_000))).toMatchObject({ afterMs: 750, overlapMs: 0 });
});

it('measures how long both spoke', () => {
  expect(measureSpeech(conversation, said(2_600, 6_000))).toMatchObject({ afterMs: null, overlapMs: 400 });
});

it('says nothing about a first turn', () => {
  expect(measureSpeech(emptyConversation, said(500, 900))).toMatchObject({ afterMs: null, overlapMs: 0 });
});
