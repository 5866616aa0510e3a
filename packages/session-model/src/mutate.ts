import type { SessionEventType } from '@ringback/shared/contract/events';
import type { SessionRecord } from '@ringback/shared/contract/session-record';
import type { Command, Fact } from '@ringback/shared/session/command';
import { type Decision, decide } from '@ringback/shared/session/decide';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { evolveView } from '@ringback/shared/session/evolve-view';
import { lifecycleTable } from '@ringback/shared/session/lifecycle-table';
import { type Rules, realRules } from './rules.ts';

/** What a blind rule sees instead. */
type Masked = Partial<SessionRecord> | null;

/**
 * `decide` made blind to one thing: it sees a record that differs there, and so does not refuse. Its decisions are
 * otherwise the same.
 */
export function blind(mask: (record: SessionRecord, command: Command) => Masked): Rules {
  return {
    ...realRules,
    decide: (record, command, at) => decide({ ...record, ...mask(record, command) }, command, at),
  };
}

/** The fact of a command that records exactly one. Otherwise null. */
export const onlyFact = (command: Command): Fact | null =>
  command.type === 'record' && command.facts.length === 1 ? (command.facts[0] ?? null) : null;

/** `after` with some fields as they were before. */
function forget<T extends object>(before: T, after: T, fields: readonly string[]): T {
  const kept = Object.entries(before).filter(([name]) => fields.includes(name));
  return { ...after, ...Object.fromEntries(kept) };
}

/** Makes both folds forget to change some fields at one kind of event. What they share comes from the same rule. */
export function forgetful(type: SessionEventType, fields: readonly (keyof SessionRecord)[]): Rules {
  return {
    ...realRules,
    evolve: (record, event) => {
      const after = evolveRecord(record, event);
      return record === null || event.type !== type ? after : forget(record, after, fields);
    },
    evolveView: (view, event) => {
      const after = evolveView(view, event);
      return view === null || event.type !== type ? after : forget(view, after, fields);
    },
  };
}

/** `evolveRecord` that lets an interview begin too early. */
export function begins(isEnough: (record: SessionRecord) => boolean): Rules {
  return {
    ...realRules,
    evolve: (record, event) => {
      const after = evolveRecord(record, event);
      return after.phase === 'connecting' && isEnough(after) ? { ...after, phase: 'active' } : after;
    },
  };
}

/** A phase in which the fact of the command may happen. */
export function anyPhase(record: SessionRecord, command: Command): Masked {
  const fact = onlyFact(command);
  const [phase] = fact === null ? [record.phase] : lifecycleTable[fact.type].from;
  return phase === undefined ? null : { phase };
}

/** `decide` that closes and asks for no report. */
export function closesSilently(record: SessionRecord, command: Command, at: number): Decision {
  const decision = decide(record, command, at);
  if (decision.outcome !== 'events' || record.phase === 'closed') return decision;
  return { ...decision, events: decision.events.filter(({ type }) => type !== 'report.queued') };
}

/** As if this version were being made, and none settled. */
export const asIfMaking = (report: SessionRecord['report'], version: number): SessionRecord['report'] => ({
  ...report,
  state: 'working',
  version,
  versions: [],
});

/** As if the first version were ready. */
export const asIfReady = (report: SessionRecord['report']): SessionRecord['report'] => ({
  ...report,
  versions: [{ version: 1, state: 'ready', reason: null, hash: null, settledAt: 0 }],
});

/** `decide` that closes with the end, though a holder is left. */
export function closesEarly(record: SessionRecord, command: Command, at: number): Decision {
  const decision = decide(record, command, at);
  if (command.type !== 'end' || decision.outcome !== 'events') return decision;
  const [ended] = decision.events;
  if (ended === undefined || decision.events.length > 1) return decision;
  return { outcome: 'events', events: [ended, { type: 'session.closed', sessionId: ended.sessionId, at }] };
}
