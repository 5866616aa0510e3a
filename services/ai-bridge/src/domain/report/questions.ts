import { mostItems, mostOverlaps, type ReportQuestion } from '@ringback/shared/contract/report';
import type { Segment } from '@ringback/shared/report/segments';
import { sentencesIn } from './asked.ts';
import { figuresOfAnswer } from './figures.ts';
import type { Interview } from './interview.ts';
import { overlapsOf } from './overlaps.ts';
import type { ClassifyAnswer } from './report-port.ts';

const storyParts = ['situation', 'task', 'action', 'result'] as const;

/** Where an answer spent its time, of the time that tells a part of a story. Null where none does. */
function sharesOf(sentences: readonly Segment[], parts: ClassifyAnswer['parts']): ReportQuestion['shares'] {
  const msOf = (part: (typeof storyParts)[number]) =>
    sentences
      // A sentence that a model has put into two parts belongs to the first.
      .filter(({ id }) => parts.find(({ segmentId }) => segmentId === id)?.part === part)
      .reduce((sum, { startedAtMs, endedAtMs }) => sum + endedAtMs - startedAtMs, 0);
  const total = storyParts.reduce((sum, part) => sum + msOf(part), 0);
  if (total === 0) return null;
  const share = (part: (typeof storyParts)[number]) => Math.round((msOf(part) / total) * 100) / 100;
  return {
    situation: share('situation'),
    task: share('task'),
    action: share('action'),
    result: share('result'),
  };
}

/** The questions of an interview with their answers. `classified` null: the kinds of the answers are not known. */
export function toQuestions(
  interview: Interview,
  segments: readonly Segment[],
  classified: ClassifyAnswer | null,
): ReportQuestion[] {
  const overlaps = overlapsOf(interview);
  return interview.exchanges.map((exchange) => {
    const sentences = sentencesIn(exchange, segments);
    const answered = new Set(exchange.answer.map(({ itemId }) => itemId));
    const type = classified?.types.find(({ questionId }) => questionId === exchange.id)?.type ?? null;
    return {
      id: exchange.id,
      itemIds: exchange.itemIds.filter((itemId) => !answered.has(itemId)).slice(0, mostItems),
      text: exchange.text,
      pointId: null,
      answer: sentences.map(({ id }) => id),
      answerType: sentences.length === 0 ? null : type,
      hints: [...exchange.hints],
      earlierTries: exchange.earlierTries.map((turns) => ({
        itemIds: turns.slice(0, mostItems).map(({ itemId }) => itemId),
        text: turns.map(({ text }) => text).join(' '),
      })),
      shares: sharesOf(sentences, classified?.parts ?? []),
      figures: figuresOfAnswer(interview, exchange),
      overlaps: overlaps
        .filter(({ itemId }) => answered.has(itemId))
        .slice(0, mostOverlaps)
        .map(({ itemId: _, ...overlap }) => overlap),
    };
  });
}
