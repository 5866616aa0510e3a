import type { SessionId } from '@ringback/shared/contract/ids';
import type { StudyStep } from '@ringback/shared/contract/interview-mode';
import { jobConfigurationSchema } from '@ringback/shared/contract/job-configuration';
import { mostItems } from '@ringback/shared/contract/report';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import type { StoredEvent } from '@ringback/shared/contract/stored-events';
import { describe, expect, it } from 'vitest';
import { segmentsOf, toAskedInterview } from './asked.ts';
import { readInterview } from './interview.ts';
import { toQuestions } from './questions.ts';

type Said = [by: 'I' | 'C', text: string, step?: StudyStep | 'later' | null];

const base = { sessionId: 'ses_00000001' as SessionId, at: 1 };

/** A conversation and its log. A step is put on the record with its turn; `later`: before it, without its name. */
function read(...said: Said[]) {
  const transcript: TranscriptItem[] = said.map(([by, text], index) => ({
    ...{ itemId: `i${index}`, previousItemId: null, status: 'completed', text, heardMs: null },
    ...{ speaker: by === 'I' ? 'interviewer' : 'candidate' },
    ...{ startedAtMs: index * 10_000, endedAtMs: index * 10_000 + 5_000 },
  }));
  const events = said.flatMap(([, text, step], index): StoredEvent[] => {
    const { itemId, previousItemId, speaker } = transcript[index] as TranscriptItem;
    const turn: StoredEvent = {
      ...{ ...base, type: 'transcript.completed', itemId, previousItemId, speaker, text },
      ...{ startedAtMs: index * 10_000, endedAtMs: index * 10_000 + 5_000 },
    };
    const isLater = step === 'later';
    const mark: StoredEvent[] =
      step === undefined || step === null
        ? []
        : [
            {
              ...{ ...base, type: 'interview.studied', step: isLater ? 'hint' : step },
              turnId: isLater ? null : itemId,
            },
          ];
    // The words are recorded once they were heard, which is later than the response that marks them.
    return [...mark, turn];
  });
  const interview = readInterview(transcript, events, 'en');
  const { segments } = segmentsOf(interview);
  return { interview, segments, questions: toQuestions(interview, segments, null) };
}

const question: Said = ['I', 'Tell me about an oven that failed you, will you?'];
const first: Said = ['C', 'We repaired the oven together, and it ran again.'];
const feedback: Said = ['I', 'You named no own part. Would you like to try again, or go on?', 'feedback'];
const second: Said = ['C', 'I repaired the oven in two hours.'];
const nextQuestion: Said = ['I', 'How do you plan a week of bread?'];

describe('the tries of a question in study mode', () => {
  it('belong to one question: the last is its answer, the first stands beside it, the feedback is no question', () => {
    const { questions } = read(
      ...[question, first, feedback, ['C', 'Try again please.'] as Said],
      ...[['I', 'Please answer once more.', 'try_again'] as Said, second, feedback],
      ...[['C', 'Go on.'] as Said, nextQuestion, ['C', 'I count what was left over.'] as Said],
    );
    expect(questions.map(({ text, answer, earlierTries }) => [text, answer, earlierTries])).toEqual([
      [question[1], ['s001'], [{ itemIds: ['i1'], text: first[1] }]],
      [nextQuestion[1], ['s002'], []],
    ]);
  });

  it('are also what was answered at once after the feedback: feedback follows an answer', () => {
    const { questions } = read(question, first, feedback, second, feedback, ['C', 'Next.'], nextQuestion);
    expect(questions.map(({ earlierTries }) => earlierTries.length)).toEqual([1, 0]);
  });

  it('are judged by the last one alone', () => {
    const { interview, segments } = read(question, first, feedback, second, feedback, ['C', 'Go on.']);
    const job = jobConfigurationSchema.parse({ jobTitle: 'Baker' });
    const shown = JSON.stringify(toAskedInterview(interview, segments, job));
    expect(shown).toContain('I repaired the oven in two hours.');
    expect(shown).not.toMatch(/together|Go on|own part/);
  });

  it('name each hint, and the wish for it is no answer', () => {
    for (const step of ['hint', 'later'] as const) {
      const { questions } = read(
        ...[question, ['C', 'Can I have a hint?'] as Said, ['I', 'Name one case.', step] as Said, second],
      );
      expect(questions).toMatchObject([{ hints: ['i2'], answer: ['s001'], earlierTries: [] }]);
    }
  });

  it('keep an answer that was begun before a hint', () => {
    const begun: Said = [
      'C',
      'There was this old oven in our bakery that failed every single Monday morning.',
    ];
    const { segments } = read(question, begun, ['I', 'Name one case.', 'hint'], second);
    expect(segments).toHaveLength(2);
  });

  it('name no more items than a report takes, however often its question and its answer were broken off', () => {
    const many = Array.from({ length: mostItems + 20 }, (_, index): Said => ['C', `Part ${index} of it.`]);
    const prompts = Array.from({ length: mostItems + 20 }, (): Said => ['I', 'Go on.']);
    const [asked] = read(question, ...prompts, ...many, feedback, second, feedback).questions;
    expect(asked?.itemIds).toHaveLength(mostItems);
    expect(asked?.itemIds[0]).toBe('i0');
    expect(asked?.earlierTries[0]?.itemIds).toHaveLength(mostItems);
  });

  it('do not change how an exam is divided', () => {
    const exam = [question, first, ['I', 'What was your own part in that?'] as Said, second] as const;
    expect(read(...exam).questions.map(({ text }) => text)).toEqual([
      question[1],
      'What was your own part in that?',
    ]);
    expect(read(...exam).questions).toMatchObject([{ hints: [], earlierTries: [] }, {}]);
  });
});
