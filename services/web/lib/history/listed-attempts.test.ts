import type { SessionId } from '@ringback/shared/contract/ids';
import { expect, it } from 'vitest';
import { createFormat } from '../words/format.ts';
import { moreCatalogues } from '../words/more-catalogues.ts';
import { type ListedSession, toCountWords } from './history-words.ts';
import { toListedAttempts } from './listed-attempts.ts';

const listed = (id: string, previous: string | null = null, kind: string | null = null): ListedSession => ({
  ...{ sessionId: id as SessionId, phase: 'closed', jobTitle: 'Baker', company: '', configuredAt: 1 },
  ...{ endReason: 'completed', activeAt: 1, endedAt: 2, kind: 'technical', persona: '', patience: '' },
  ...{ report: { state: 'ready', version: 1 }, expired: {}, previousSessionId: previous as SessionId | null },
  interviewMode: 'exam',
  practice: kind === null ? null : { kind, question: { id: 'q1', text: 'Why?' } },
});
const again = (id: string, previous: string) => listed(id, previous, 'one_question');
const shapeOf = (...sessions: ListedSession[]) =>
  toListedAttempts(sessions).map(({ session, reAnswers }) => [
    session.sessionId,
    ...reAnswers.map(({ sessionId }) => sessionId),
  ]);

it('shows each re-answer under its first take, and the interview that was practised again by itself', () => {
  const first = listed('first');
  const whole = listed('whole', 'first');
  const harder = listed('harder', 'first', 'harder');
  const third = again('third', 'second');
  expect(shapeOf(third, whole, harder, again('second', 'first'), first)).toEqual([
    ['whole'],
    ['harder'],
    ['first', 'third', 'second'],
  ]);
});

it('shows a re-answer by itself where its first take is gone, and comes to an end whatever is stored', () => {
  expect(shapeOf(again('second', 'gone'), listed('other'))).toEqual([['second'], ['other']]);
  expect(shapeOf(again('third', 'second'), again('second', 'gone'))).toEqual([['second', 'third']]);
  const circle = [again('a', 'b'), again('b', 'c'), again('c', 'a')];
  expect(shapeOf(...circle, listed('other'))).toEqual([['a'], ['b'], ['c'], ['other']]);
});

it('counts no re-answer as an interview', () => {
  expect(
    toCountWords(moreCatalogues.en.history, createFormat('en'), [again('second', 'first'), listed('first')]),
  ).toBe('You have been interviewed once: interview 1 of 9.');
});

it('counts what was held in study mode by itself', () => {
  const study = (id: string) => ({ ...listed(id), interviewMode: 'study' });
  expect(toCountWords(moreCatalogues.en.history, createFormat('en'), [study('b'), listed('a')])).toBe(
    'You have been interviewed once: interview 1 of 9. In study mode: once.',
  );
  expect(toCountWords(moreCatalogues.en.history, createFormat('en'), [study('b'), study('a')])).toBe(
    'You have not been interviewed yet. In study mode: 2 times.',
  );
});
