import type { SessionId } from '../contract/ids.ts';
import type { StoredJobConfiguration } from '../contract/job-configuration.ts';
import type { ExpiredParts, KeptPart } from '../contract/kept-parts.ts';
import type { StoredPractice } from '../contract/practice.ts';
import { type EventOf, type KnownEvent, readEvent } from '../contract/stored-events.ts';

/** What the words of an event belong to depends on this of its session. */
interface Whose {
  /** One question of an earlier interview is answered again: the plan is that question. */
  isReAnswer: boolean;
}

/**
 * What becomes of an event when one of its parts expires; the event itself if it has nothing of that part. What
 * identifies and times it stays, so that the log still folds.
 */
type Rule<E> = { readonly [P in KeptPart]?: (event: E, whose: Whose) => E };

const withoutText = <E extends { text: string }>(event: E): E => ({ ...event, text: '' });
const withoutJob = <E extends { jobConfiguration: StoredJobConfiguration }>(event: E): E => ({
  ...event,
  jobConfiguration: withoutJobTexts(event.jobConfiguration),
});
const withoutPlan = (event: EventOf<'interview.planned'>): EventOf<'interview.planned'> => ({
  ...event,
  plan: { competencies: [], mustCover: [], warmUp: '', curveball: null, phases: event.plan.phases },
});

type Configured = EventOf<'session.configured'>;
/** What was asked in the earlier interview is of its interviewer's words. */
const withoutAsked = ({ practice, briefing, ...event }: Configured): Configured => ({
  ...event,
  ...(practice ? { practice: withoutQuestionText(practice) } : {}),
  ...(briefing ? { briefing: { ...briefing, asked: [] } } : {}),
});
const withoutBriefedPlan = ({ briefing, ...event }: Configured): Configured => ({
  ...event,
  ...(briefing ? { briefing: { ...briefing, plan: null } } : {}),
});

/** Every event says whether it has anything of a part that may expire. A new one without a decision does not compile. */
const rules: { readonly [T in KnownEvent['type']]: 'stays' | Rule<EventOf<T>> } = {
  'session.configured': {
    job_texts: (event) => withoutBriefedPlan(withoutJob(event)),
    transcript: withoutAsked,
  },
  'configuration.changed': { job_texts: withoutJob },
  'configuration.received': 'stays',
  'call.dialled': 'stays',
  'call.placed': 'stays',
  'call.ringing': 'stays',
  'call.answered': 'stays',
  'call.ready': 'stays',
  'media.started': 'stays',
  'media.lost': 'stays',
  'interviewer.joined': 'stays',
  'interviewer.lost': 'stays',
  'interview.phase_changed': 'stays',
  'interview.planned': {
    job_texts: withoutPlan,
    transcript: (event, { isReAnswer }) => (isReAnswer ? withoutPlan(event) : event),
  },
  'interview.point_covered': 'stays',
  'interview.studied': 'stays',
  // It became a question of the interview.
  'topic.suggested': { transcript: withoutText },
  'topic.settled': 'stays',
  'goodbye.started': 'stays',
  'steering.asked': 'stays',
  'steering.answered': 'stays',
  'model.used': 'stays',
  'speech.measured': 'stays',
  'transcript.completed': { transcript: withoutText },
  'transcript.interrupted': { transcript: withoutText },
  'session.ended': 'stays',
  'session.released': 'stays',
  'session.closed': 'stays',
  'report.queued': 'stays',
  'report.started': 'stays',
  'report.progressed': 'stays',
  'report.ready': 'stays',
  'report.insufficient': 'stays',
  'report.failed': 'stays',
  'self_rating.given': { report: (event) => ({ ...event, ratings: {}, sentence: '' }) },
  'transcript.corrected': { transcript: withoutText },
  'finding.disputed': { report: (event) => ({ ...event, reason: '' }) },
  'fact.given': { report: withoutText },
  'stronger_answer.started': 'stays',
  'stronger_answer.ready': 'stays',
  'stronger_answer.failed': 'stays',
};

/** Every field of a job says whether it is one of its texts. A new one without a decision does not compile. */
const jobFields: Readonly<Record<keyof StoredJobConfiguration, 'stays' | 'goes'>> = {
  jobTitle: 'stays',
  company: 'stays',
  jobDescription: 'goes',
  resume: 'goes',
  kind: 'stays',
  persona: 'stays',
  difficulty: 'stays',
  lengthMinutes: 'stays',
  language: 'stays',
  voice: 'stays',
  patience: 'stays',
};

/** A job without its texts: title and company stay, so that a history can name it. */
export function withoutJobTexts(job: StoredJobConfiguration): StoredJobConfiguration {
  const goes = (name: string) =>
    Object.hasOwn(jobFields, name) && jobFields[name as keyof typeof jobFields] === 'goes';
  return Object.fromEntries(
    Object.entries(job).map(([name, value]) => [name, goes(name) ? '' : value]),
  ) as StoredJobConfiguration;
}

/** What a session practises, without the words of the question that was asked earlier. */
export function withoutQuestionText({ question, ...practice }: StoredPractice): StoredPractice {
  return { ...practice, question: question && { ...question, text: '' } };
}

/** Takes the words of these parts from an event. The same object: it has nothing of them. */
function withoutWords(event: KnownEvent, parts: ReadonlySet<KeptPart>, whose: Whose): KnownEvent {
  const rule = rules[event.type] as 'stays' | Rule<KnownEvent>;
  if (rule === 'stays') return event;
  return [...parts].reduce((left, part) => rule[part]?.(left, whose) ?? left, event);
}

/**
 * An entry of a closed session's log as it is stored once these parts have expired. The first one tells what has. Of an
 * entry that has anything of such a part, fields that this version does not know go too; of one that it does not
 * understand at all only type and time stay, because it may hold words.
 */
export function withoutParts(
  stored: { sessionId: SessionId; value: unknown } & Whose,
  parts: ReadonlySet<KeptPart>,
  expired: ExpiredParts,
): unknown {
  const { sessionId, value } = stored;
  const event = readEvent(sessionId, value);
  if (event.type === 'unknown') return { type: event.originalType, sessionId, at: event.at };
  const changed = withoutWords(event, parts, stored);
  const left = changed === event ? value : changed;
  return event.type === 'session.configured' ? { ...(left as object), expired } : left;
}
