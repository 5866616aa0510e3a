import type { InterviewMode } from '@ringback/shared/contract/interview-mode';
import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { InterviewPhase } from '@ringback/shared/contract/lifecycle';
import { type Briefing, noBriefing, type Practice } from '@ringback/shared/contract/practice';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import type { BridgeState, WaitingTopic } from './bridge-state.ts';
import { oneQuestionOf } from './interview/one-question.ts';
import { planByRules } from './interview/plan.ts';
import { restoreConversation } from './losses/recovery.ts';
import { newModel } from './model-state.ts';
import { emptyConversation } from './turns/conversation.ts';
import { freeFloor } from './turns/floor-state.ts';

/** Providers end a session by themselves, for example after an hour. It is renewed before that. */
const defaultRenewAfterMs = 55 * 60_000;

/** A bridge before anything has happened to it. */
export function createBridgeState(start: {
  jobConfiguration: JobConfiguration;
  configurationHash: string;
  interviewPhase: InterviewPhase | null;
  /** After how long a model session is replaced, at a pause. */
  renewAfterMs?: number;
  /** The length of this interview, if its configuration has been changed since. */
  lengthMinutes?: number;
  /** Absent: `exam`. */
  interviewMode?: InterviewMode;
  /** What the interview practises of an earlier one. */
  practice?: Practice | null;
  /** What the interviewer is told of that one. */
  briefing?: Briefing;
  /** The plan for this configuration that an earlier bridge has put on the record. */
  plan?: InterviewPlan | null;
  /** The topic that a coach has suggested and that waits. */
  topic?: WaitingTopic | null;
  /** What was said before this bridge took over the session. Null: the session is new. */
  begun?: {
    transcript: readonly TranscriptItem[];
    begunMs: number;
    losses: number;
    covered: readonly string[];
    /** Whether its goodbye was playing. */
    isEnding: boolean;
  } | null;
}): BridgeState {
  const begun = start.begun ?? null;
  const { lengthMinutes = start.jobConfiguration.lengthMinutes } = start;
  const { practice = null, interviewMode = 'exam' } = start;
  const jobConfiguration = {
    ...start.jobConfiguration,
    lengthMinutes,
    ...(interviewMode === 'exam' ? {} : { interviewMode }),
    ...(practice === null ? {} : { practice, briefing: start.briefing ?? noBriefing }),
  };
  const isOneQuestion = oneQuestionOf(jobConfiguration) !== null;
  const conversation =
    begun === null ? emptyConversation : restoreConversation(begun.transcript, begun.begunMs);
  return {
    phase: 'preparing',
    model: newModel({ isRestoring: begun !== null, unknownItems: new Set(conversation.turns.keys()) }),
    floor: freeFloor,
    line: { away: null, skipUntilMs: 0, liveFromMs: 0 },
    losses: {
      count: begun?.losses ?? 0,
      refusedMs: 0,
      wasCutOff: false,
      renewAfterMs: start.renewAfterMs ?? defaultRenewAfterMs,
    },
    silence: { prompts: 0, rounds: 0 },
    interview: {
      jobConfiguration,
      configurationHash: start.configurationHash,
      // One question has a length of its own, whatever the configuration says.
      wantedLengthMinutes: isOneQuestion ? lengthMinutes : start.jobConfiguration.lengthMinutes,
      plan: start.plan ?? planByRules(jobConfiguration),
      isPlanKept: (start.plan ?? null) !== null,
      covered: begun?.covered ?? [],
      phase: start.interviewPhase ?? (isOneQuestion ? 'questions' : null),
      lastNote: null,
      topic: start.topic ?? null,
      begunMs: begun?.begunMs ?? 0,
      studied: { turnId: null, steps: [] },
    },
    ending: {
      isSayingGoodbye: begun?.isEnding ?? false,
      isOrdered: false,
      isStopped: false,
      isOverspent: false,
      isRefused: false,
    },
    steering: { answeredUpTo: 0, recordedKeys: 0 },
    conversation,
  };
}
