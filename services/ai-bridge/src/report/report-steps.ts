import type { SessionView } from '@ringback/shared/contract/session-view';
import type { StoredEvent } from '@ringback/shared/contract/stored-events';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { type DescribedInterview, describeInterview } from '../domain/report/described-interview.ts';
import { toJudgedParts } from '../domain/report/judged-report.ts';
import { holdToSources, toStrongerRequest } from '../domain/report/stronger.ts';

/** An interview as its whole log tells it. */
export interface DescribedLog extends DescribedInterview {
  jobConfiguration: SessionView['jobConfiguration'];
  interviewMode: SessionView['interviewMode'];
}

function describeLog(events: readonly StoredEvent[]): DescribedLog {
  const view = events.reduce<SessionView | null>(evolveView, null);
  if (view === null) throw new TypeError('the log is empty');
  const { jobConfiguration, interviewMode } = view;
  return { jobConfiguration, interviewMode, ...describeInterview(view, events) };
}

/** The steps of a report, and of a stronger answer, that take longer the longer its interview was. They wait for nothing. */
export const reportSteps = { describeLog, toJudgedParts, toStrongerRequest, holdToSources };

/** Who carries them out: the caller, or a thread of its own (`threaded-steps.ts`). */
export type ReportSteps = {
  [Name in keyof typeof reportSteps]: (
    ...given: Parameters<(typeof reportSteps)[Name]>
  ) => ReturnType<(typeof reportSteps)[Name]> | Promise<ReturnType<(typeof reportSteps)[Name]>>;
};

/** One step, as it is asked of the thread. */
export type AskedStep = {
  [Name in keyof typeof reportSteps]: { step: Name; given: Parameters<(typeof reportSteps)[Name]> };
}[keyof typeof reportSteps];

export function carryOut(asked: AskedStep): unknown {
  switch (asked.step) {
    case 'describeLog':
      return reportSteps.describeLog(...asked.given);
    case 'toJudgedParts':
      return reportSteps.toJudgedParts(...asked.given);
    case 'toStrongerRequest':
      return reportSteps.toStrongerRequest(...asked.given);
    case 'holdToSources':
      return reportSteps.holdToSources(...asked.given);
  }
}
