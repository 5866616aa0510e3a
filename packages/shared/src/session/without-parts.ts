import type { SessionId } from '../contract/ids.ts';
import type { StoredJobConfiguration } from '../contract/job-configuration.ts';
import type { ExpiredParts, KeptPart } from '../contract/kept-parts.ts';
import { type EventOf, type KnownEvent, readEvent } from '../contract/stored-events.ts';

/** What becomes of an event when its part expires. What identifies and times it stays, so that the log still folds. */
interface Rule<E> {
  part: KeptPart;
  without: (event: E) => E;
}

const withoutText = <E extends { text: string }>(event: E): E => ({ ...event, text: '' });
const withoutJob = <E extends { jobConfiguration: StoredJobConfiguration }>(event: E): E => ({
  ...event,
  jobConfiguration: withoutJobTexts(event.jobConfiguration),
});

/** Every event says whether it has anything of a part that may expire. A new one without a decision does not compile. */
const rules: { readonly [T in KnownEvent['type']]: 'stays' | Rule<EventOf<T>> } = {
  'session.configured': { part: 'job_texts', without: withoutJob },
  'configuration.changed': { part: 'job_texts', without: withoutJob },
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
    part: 'job_texts',
    without: (event) => ({
      ...event,
      plan: { competencies: [], mustCover: [], warmUp: '', curveball: null, phases: event.plan.phases },
    }),
  },
  'interview.point_covered': 'stays',
  'goodbye.started': 'stays',
  'model.used': 'stays',
  'speech.measured': 'stays',
  'transcript.completed': { part: 'transcript', without: withoutText },
  'transcript.interrupted': { part: 'transcript', without: withoutText },
  'session.ended': 'stays',
  'session.released': 'stays',
  'session.closed': 'stays',
  'report.queued': 'stays',
  'report.started': 'stays',
  'report.progressed': 'stays',
  'report.ready': 'stays',
  'report.insufficient': 'stays',
  'report.failed': 'stays',
  'self_rating.given': {
    part: 'report',
    without: (event) => ({ ...event, ratings: {}, sentence: '' }),
  },
  'transcript.corrected': { part: 'transcript', without: withoutText },
  'finding.disputed': { part: 'report', without: (event) => ({ ...event, reason: '' }) },
  'fact.given': { part: 'report', without: withoutText },
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

/**
 * An entry of a closed session's log as it is stored once these parts have expired. The first one tells what has. Of an
 * entry that has anything of such a part, fields that this version does not know go too; of one that it does not
 * understand at all only type and time stay, because it may hold words.
 */
export function withoutParts(
  stored: { sessionId: SessionId; value: unknown },
  parts: ReadonlySet<KeptPart>,
  expired: ExpiredParts,
): unknown {
  const { sessionId, value } = stored;
  const event = readEvent(sessionId, value);
  if (event.type === 'unknown') return { type: event.originalType, sessionId, at: event.at };
  const rule = rules[event.type] as 'stays' | Rule<KnownEvent>;
  const left = rule === 'stays' || !parts.has(rule.part) ? value : rule.without(event);
  return event.type === 'session.configured' ? { ...(left as object), expired } : left;
}
