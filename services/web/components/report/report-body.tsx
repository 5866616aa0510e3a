import type { ReportDocument } from '@ringback/shared/report/report-document';
import { type ReactNode, useState } from 'react';
import { isRatingSkipped, rememberSkippedRating } from '../../lib/remembered.ts';
import { isRatingWanted } from '../../lib/report/rating-wanted.ts';
import type { ReportActions } from '../../lib/report/report-actions.ts';
import type { ReportSession } from '../../lib/report/report-session.ts';
import { PractiseOnSection } from '../practice/practise-on-section.tsx';
import { ReportView } from './report-view.tsx';
import { SelfRatingForm } from './self-rating-form.tsx';

interface ReportBodyProps {
  session: ReportSession;
  document: ReportDocument;
  isPlanKept: boolean;
  practise: ReportActions['practise'];
  /** Of a re-answer: both answers. They have levels too, so they come after the rating. */
  takes: ReactNode;
}

/** The report once it is there; first the candidate says how they see it themselves, where there is anything to compare. */
export function ReportBody({ session, document, isPlanKept, practise, takes }: ReportBodyProps) {
  const { sessionId } = document.interview;
  const [isSkipped, setIsSkipped] = useState(() => isRatingSkipped(sessionId));
  const { version } = document.report;
  if (isRatingWanted(document, isSkipped))
    return (
      <SelfRatingForm
        give={session.rateSelf}
        skip={() => {
          rememberSkippedRating(sessionId);
          setIsSkipped(true);
        }}
      />
    );
  const actions = {
    dispute: (findingId: string, reason: string) => session.dispute(version, findingId, reason),
    giveFact: (questionId: string, text: string) => session.giveFact(version, questionId, text),
    correct: session.correct,
    practise,
  };
  return (
    <>
      {takes}
      <ReportView document={document} actions={actions} />
      {takes === null ? (
        <PractiseOnSection document={document} isPlanKept={isPlanKept} practise={practise} />
      ) : null}
    </>
  );
}
