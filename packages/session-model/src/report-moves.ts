import type { InstanceId } from '@ringback/shared/contract/ids';
import { isReportPending } from '@ringback/shared/contract/report-status';
import type { Fact } from '@ringback/shared/session/command';
import type { Step } from './explore.ts';
import type { StoredSession } from './stored-session.ts';
import { enqueue, type Moves, type Participant, spend, type World, withParticipant } from './world.ts';

export const tell = (participant: Participant, label: string, fact: Fact) =>
  enqueue(participant, label, { type: 'record', facts: [fact] });

/** A worker begins a version that is wanted, and settles what it has begun, however late that is. */
function make(world: World, reporter: Participant, { fold }: StoredSession): Step<World>[] {
  const { report, phase } = fold.record;
  const isIdle = phase === 'closed' && reporter.life !== 'crashed' && reporter.entries.length === 0;
  if (!isIdle || reporter.state > 0) return [];
  const { name, instance, number: version } = reporter;
  if (version > 0) {
    const settled = { version, costUsd: 0 };
    const ready = { type: 'report.ready', hash: 'a'.repeat(64), ...settled } as const;
    const failed = { type: 'report.failed', hash: null, reason: 'too_slow', ...settled } as const;
    return [ready, failed].map((fact) => ({
      text: `${name} has made version ${version}: ${fact.type}`,
      world: withParticipant(world, tell(reporter, `${fact.type} ${version}`, fact)),
    }));
  }
  if (!isReportPending(report)) return [];
  const attempt = report.attempt + 1;
  const begun = { version: report.version, attempt, instance: instance as InstanceId };
  const starting = tell(reporter, `report.started ${report.version} ${attempt}`, {
    type: 'report.started',
    ...begun,
  });
  const text = `${name} begins version ${report.version}`;
  return [{ text, world: withParticipant(world, { ...starting, number: report.version }) }];
}

/** The candidate asks for another report, or rates their own interview, as soon as the page shows its end. */
function ask(world: World, gateway: Participant, { fold }: StoredSession): Step<World>[] {
  const { report, phase } = fold.record;
  if (world.budget.reports === 0 || gateway.entries.length > 0) return [];
  if (phase !== 'ended' && phase !== 'closed') return [];
  const asking = spend(world, 'reports');
  const version = report.version + 1;
  const asked = tell(gateway, `report.queued ${version}`, { type: 'report.queued', version });
  const rated = tell(gateway, 'self_rating.given', {
    type: 'self_rating.given',
    ratings: { substance: 3, structure: 3, relevance: 3, credibility: 3, differentiation: 3 },
    sentence: '',
  });
  return [
    { text: `the candidate asks for version ${version}`, world: withParticipant(asking, asked) },
    { text: 'the candidate rates themselves', world: withParticipant(asking, rated) },
  ];
}

/** What may happen after the last word. */
export const reportMoves: Moves = (world) =>
  world.participants.flatMap((participant) => {
    const stored = world.sessions[participant.session];
    if (stored === undefined) return [];
    if (participant.kind === 'reporter') return make(world, participant, stored);
    return participant.kind === 'gateway' ? ask(world, participant, stored) : [];
  });
