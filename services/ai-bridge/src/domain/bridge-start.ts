import { unknownNoiseDb } from '@ringback/shared/contract/audio';
import type { InterviewPlan } from '@ringback/shared/contract/interview-plan';
import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { InterviewPhase } from '@ringback/shared/contract/lifecycle';
import type { TranscriptItem } from '@ringback/shared/contract/session-view';
import type { BridgeState } from './bridge-state.ts';
import { planByRules } from './interview/plan.ts';
import { restoreConversation } from './losses/recovery.ts';
import { emptyConversation } from './turns/conversation.ts';

/** Providers end a session by themselves, after an hour for example: it is renewed before that. */
const defaultRenewAfterMs = 55 * 60_000;

/** A bridge before anything has happened to it. */
export function createBridgeState(start: {
  jobConfiguration: JobConfiguration;
  configurationHash: string;
  interviewPhase: InterviewPhase | null;
  /** A model session is replaced after so long, at a pause. */
  renewAfterMs?: number;
  /** How long this interview is, where its configuration has been changed since. */
  lengthMinutes?: JobConfiguration['lengthMinutes'];
  /** The plan that an earlier bridge has put on the record for this configuration. */
  plan?: InterviewPlan | null;
  /** What was said before this bridge took the session up; null for a session that begins. */
  begun?: {
    transcript: readonly TranscriptItem[];
    begunMs: number;
    losses: number;
    covered: readonly string[];
    /** Its goodbye was playing. */
    isEnding: boolean;
  } | null;
}): BridgeState {
  const begun = start.begun ?? null;
  const { lengthMinutes = start.jobConfiguration.lengthMinutes } = start;
  const jobConfiguration = { ...start.jobConfiguration, lengthMinutes };
  const conversation =
    begun === null ? emptyConversation : restoreConversation(begun.transcript, begun.begunMs);
  return {
    phase: 'preparing',
    losses: begun?.losses ?? 0,
    begunMs: begun?.begunMs ?? 0,
    isConnected: false,
    refusedMs: 0,
    restoring: begun !== null,
    away: null,
    listening: begun === null,
    clockBaseMs: null,
    skipUntilMs: 0,
    unknownToModel: new Set(conversation.turns.keys()),
    liveFromMs: 0,
    callerSpeech: [],
    lineGaps: [],
    noiseDb: unknownNoiseDb,
    catchUp: null,
    turnMissing: false,
    wasCutOff: false,
    expecting: false,
    held: null,
    backchannels: [],
    unwanted: false,
    silence: { waiting: false, prompts: 0 },
    quiet: { ms: 0, rounds: 0 },
    lastNote: null,
    jobConfiguration,
    configurationHash: start.configurationHash,
    interviewPhase: start.interviewPhase,
    plan: start.plan ?? planByRules(jobConfiguration),
    planIsKept: (start.plan ?? null) !== null,
    covered: begun?.covered ?? [],
    receivedHash: null,
    awaited: null,
    conversation,
    responseId: null,
    cancelled: [],
    responseOwed: false,
    failedResponses: 0,
    silentResponses: 0,
    isAskingLater: false,
    speaking: null,
    endOrdered: false,
    isOverspent: false,
    endRefused: false,
    isSayingGoodbye: begun?.isEnding ?? false,
    renewAfterMs: start.renewAfterMs ?? defaultRenewAfterMs,
    voiceFixed: false,
    voice: null,
    wantedLengthMinutes: start.jobConfiguration.lengthMinutes,
  };
}
