import type { SessionRecord } from '@ringback/shared/contract/session-record';
import { type Command, type Decision, decide, type Fact } from '@ringback/shared/session/decide';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { lifecycleTable } from '@ringback/shared/session/lifecycle-table';
import { type Rules, realRules } from './rules.ts';

/** What a blind rule sees instead. */
type Masked = Partial<SessionRecord> | null;

/**
 * `decide` blind to one thing: it is shown a record that differs, and so does not refuse. What it decides is
 * the same otherwise.
 */
export function blind(mask: (record: SessionRecord, command: Command) => Masked): Rules {
  return {
    ...realRules,
    decide: (record, command, at) => decide({ ...record, ...mask(record, command) }, command, at),
  };
}

/** The fact of a command that records one, else null. */
export const onlyFact = (command: Command): Fact | null =>
  command.type === 'record' && command.facts.length === 1 ? (command.facts[0] ?? null) : null;

/** `evolveRecord` that forgets to change some fields at one kind of event. */
export function forgetful(type: string, fields: readonly (keyof SessionRecord)[]): Rules {
  return {
    ...realRules,
    evolve: (record, event) => {
      const after = evolveRecord(record, event);
      if (record === null || event.type !== type) return after;
      return { ...after, ...Object.fromEntries(fields.map((name) => [name, record[name]])) };
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

/** `decide` that closes with the end, though a holder is left. */
export function closesEarly(record: SessionRecord, command: Command, at: number): Decision {
  const decision = decide(record, command, at);
  if (command.type !== 'end' || decision.outcome !== 'events') return decision;
  const [ended] = decision.events;
  if (ended === undefined || decision.events.length > 1) return decision;
  return { outcome: 'events', events: [ended, { type: 'session.closed', sessionId: ended.sessionId, at }] };
}
