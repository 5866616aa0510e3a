import type { Report, ReportQuestion } from '@ringback/shared/contract/report';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { StoredEvent } from '@ringback/shared/contract/stored-events';
import { type Segment, type SpokenTurn, toSegments } from '@ringback/shared/report/segments';
import { judgeAudibility } from './audibility.ts';
import { figuresOf, figuresOfAnswer } from './figures.ts';
import { type Exchange, type HeardTurn, type Interview, readInterview } from './interview.ts';

/** All that can be said of an interview without judging it: what is computed is the same for every report. */
export interface DescribedInterview {
  interview: Interview;
  segments: readonly Segment[];
  report: Pick<Report, 'gate' | 'questions' | 'figures' | 'segments'>;
}

const toSpokenTurn = ({ voiced, ...turn }: HeardTurn): SpokenTurn => ({ ...turn, voiced: voiced ?? [] });

function toQuestion(interview: Interview, exchange: Exchange, segments: readonly Segment[]): ReportQuestion {
  const answered = new Set(exchange.answer.map(({ itemId }) => itemId));
  const asked = exchange.itemIds.filter((itemId) => !answered.has(itemId));
  return {
    id: exchange.id,
    itemIds: asked,
    text: exchange.text,
    pointId: null,
    answer: segments.filter(({ itemId }) => answered.has(itemId)).map(({ id }) => id),
    answerType: null,
    shares: null,
    figures: figuresOfAnswer(interview, exchange),
  };
}

/** Reads an interview off its log. What its candidate has corrected counts as they say it. */
export function describeInterview(view: SessionView, events: readonly StoredEvent[]): DescribedInterview {
  const { language } = view.jobConfiguration;
  const transcript = view.transcript.map((item) => ({ ...item, text: item.corrected ?? item.text }));
  const interview = readInterview(transcript, events, language);
  const answers = interview.exchanges.flatMap(({ answer }) => answer).map(toSpokenTurn);
  const { segments } = toSegments(answers, language);
  return {
    interview,
    segments,
    report: {
      gate: judgeAudibility(interview, segments),
      questions: interview.exchanges.map((exchange) => toQuestion(interview, exchange, segments)),
      figures: figuresOf(interview),
      segments: segments.map(({ clean: _, ...segment }) => segment),
    },
  };
}
