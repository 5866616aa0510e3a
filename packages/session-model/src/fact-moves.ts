import type { InstanceId } from '@ringback/shared/contract/ids';
import { isFactPending } from '@ringback/shared/contract/stronger-answer';
import type { Step } from './explore.ts';
import { tell } from './report-moves.ts';
import type { StoredSession } from './stored-session.ts';
import { type Moves, type Participant, spend, type World, withParticipant } from './world.ts';

/** A worker begins a stronger answer that is wanted, and settles what it has begun, however late that is. */
function write(world: World, reporter: Participant, { fold }: StoredSession): Step<World>[] {
  const { givenFacts, phase } = fold.record;
  const isIdle = phase === 'closed' && reporter.life !== 'crashed' && reporter.entries.length === 0;
  if (!isIdle || reporter.number > 0) return [];
  const { name, instance, state } = reporter;
  if (state > 0) {
    const settled = { factNumber: state, costUsd: 0 };
    const ready = { type: 'stronger_answer.ready', hash: 'b'.repeat(64), ...settled } as const;
    const failed = { type: 'stronger_answer.failed', reason: 'too_slow', ...settled } as const;
    return [ready, failed].map((fact) => ({
      text: `${name} has written from fact ${state}: ${fact.type}`,
      world: withParticipant(world, tell(reporter, `${fact.type} ${state}`, fact)),
    }));
  }
  return givenFacts.filter(isFactPending).map((given) => {
    const factNumber = givenFacts.indexOf(given) + 1;
    const attempt = given.attempt + 1;
    const begun = { factNumber, attempt, instance: instance as InstanceId };
    const starting = tell(reporter, `stronger_answer.started ${factNumber} ${attempt}`, {
      ...{ type: 'stronger_answer.started', ...begun },
    });
    const text = `${name} begins to write from fact ${factNumber}`;
    return { text, world: withParticipant(world, { ...starting, state: factNumber }) };
  });
}

/** The candidate gives the fact that the first report asks for, as soon as the page shows that there is a report. */
function give(world: World, gateway: Participant, { fold }: StoredSession): Step<World>[] {
  const { phase } = fold.record;
  if (world.budget.facts === 0 || gateway.entries.length > 0) return [];
  if (phase !== 'ended' && phase !== 'closed') return [];
  const given = { type: 'fact.given', version: 1, questionId: 'q1', text: 'Half.' } as const;
  const giving = withParticipant(spend(world, 'facts'), tell(gateway, 'fact.given', given));
  return [{ text: 'the candidate gives a fact', world: giving }];
}

/** What becomes of facts that are given after the last word. */
export const factMoves: Moves = (world) =>
  world.participants.flatMap((participant) => {
    const stored = world.sessions[participant.session];
    if (stored === undefined) return [];
    if (participant.kind === 'reporter') return write(world, participant, stored);
    return participant.kind === 'gateway' ? give(world, participant, stored) : [];
  });
