import type { Report } from '@ringback/shared/contract/report';
import type { SessionView } from '@ringback/shared/contract/session-view';
import type { StoredEvent } from '@ringback/shared/contract/stored-events';
import type { Segment } from '@ringback/shared/report/segments';
import { segmentsOf } from './asked.ts';
import { judgeAudibility } from './audibility.ts';
import { figuresOf } from './figures.ts';
import { type Interview, readInterview } from './interview.ts';
import { chooseMoments } from './moments.ts';
import { toQuestions } from './questions.ts';

/** All that can be said of an interview without judging it: what is computed is the same for every report. */
export interface DescribedInterview {
  interview: Interview;
  segments: readonly Segment[];
  report: Pick<Report, 'gate' | 'questions' | 'figures' | 'segments' | 'leftOut' | 'moments'>;
}

/** Reads an interview off its log. What its candidate has corrected counts as they say it. */
export function describeInterview(view: SessionView, events: readonly StoredEvent[]): DescribedInterview {
  const transcript = view.transcript.map((item) => ({ ...item, text: item.corrected ?? item.text }));
  const interview = readInterview(transcript, events, view.jobConfiguration.language);
  const { segments, leftOut } = segmentsOf(interview);
  return {
    interview,
    segments,
    report: {
      gate: judgeAudibility(interview, segments),
      questions: toQuestions(interview, segments, null),
      figures: figuresOf(interview),
      leftOut,
      segments: segments.map(({ clean: _, ...segment }) => segment),
      moments: chooseMoments(interview, events, view.activeAt),
    },
  };
}
