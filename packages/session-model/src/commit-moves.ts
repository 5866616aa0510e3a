import type { Step } from './explore.ts';
import { judgeCommit } from './judge-commit.ts';
import { properties } from './properties.ts';
import { applyReply } from './replies.ts';
import type { Rules } from './rules.ts';
import { applyCommit, type CommitRequest, closeUnreadable, type StoredSession } from './stored-session.ts';
import {
  type Entry,
  type Moves,
  mayGoWrong,
  type Participant,
  type Sent,
  type Setting,
  spend,
  type World,
  withParticipant,
  withSession,
} from './world.ts';

/** Which session a participant's commands reach. */
function targetOf({ session }: Participant, world: World, { rules }: Setting): number {
  return rules.addressesOwnSession ? session : world.sessions.length - 1;
}

function answer(world: World, participant: Participant, outcome: string, rules: Rules): World {
  const [entry, ...entries] = participant.entries;
  if (entry === undefined) return world;
  const answered: Participant = { ...participant, entries, sent: null, isRepeated: false };
  // The participant that an answer would reach is gone.
  if (participant.life === 'crashed') return withParticipant(world, { ...answered, entries: [] });
  return applyReply(withParticipant(world, answered), answered, { label: entry.label, outcome, rules });
}

/** Reads the record and decides, as the store does. Either the answer is known, or a commit is on its way. */
function decideEntry(
  world: World,
  participant: Participant,
  entry: Entry,
  setting: Setting,
): { outcome: string } | { sent: Sent } | null {
  const { rules, logLimit } = setting;
  const stored = world.sessions[targetOf(participant, world, setting)];
  if (stored === undefined) return null;
  const { revision, nowMs } = stored;
  const { record } = stored.fold;
  const fleetGeneration = world.isResetKnown ? world.fleetGeneration : 0;
  const command = rules.toAllowedCommand({ record, revision }, entry.command, { fleetGeneration, logLimit });
  const decision = rules.decide(record, command, nowMs);
  if (decision.outcome !== 'events') {
    const isKnown = rules.knowsOperations && stored.operations.includes(entry.operation);
    return { outcome: isKnown || decision.outcome === 'done' ? 'duplicate' : decision.outcome };
  }
  const { events } = decision;
  const after = events.reduce(rules.evolve, record);
  const isOverruled = command !== entry.command;
  return { sent: { revision, record, after, events, command, isOverruled, at: nowMs, fleetGeneration } };
}

/** The store cannot read the record. A command that ends the session closes it by its phase. All others are refused. */
function refuseUnreadable(
  world: World,
  participant: Participant,
  entry: Entry,
  { rules, index, stored }: { rules: Rules; index: number; stored: StoredSession },
): Step<World> {
  const isClosing = rules.commandKinds[entry.command.type].closes;
  const after = isClosing ? closeUnreadable(stored) : stored;
  const text = `${participant.name} wants ${entry.label}: unreadable${isClosing ? ', closed' : ''}`;
  const isEnding = entry.command.type === 'end' || entry.command.type === 'expire';
  if (isEnding && after.fold.record.phase !== 'closed')
    return { text, world, broken: properties.unreadableCloses };
  return { text, world: answer(withSession(world, index, after), participant, 'unreadable', rules) };
}

/** A commit that nothing overtakes; and, while races are left, one that something may overtake. */
function decideSteps(world: World, participant: Participant, entry: Entry, setting: Setting): Step<World>[] {
  const index = targetOf(participant, world, setting);
  const stored = world.sessions[index];
  if (stored !== undefined && stored.unreadable !== 'no')
    return [refuseUnreadable(world, participant, entry, { rules: setting.rules, index, stored })];
  const decided = decideEntry(world, participant, entry, setting);
  if (decided === null) return [];
  const said = `${participant.name} wants ${entry.label}`;
  if ('outcome' in decided) {
    return [
      {
        text: `${said}: ${decided.outcome}`,
        world: answer(world, participant, decided.outcome, setting.rules),
      },
    ];
  }
  const sending = { ...participant, sent: decided.sent };
  const steps = arriveSteps(world, sending, entry, setting);
  if (mayGoWrong(world, 'race')) {
    const text = `${said}, decided on revision ${decided.sent.revision}, on its way`;
    steps.push({ text, world: withParticipant(spend(world, 'misfortunes'), sending) });
  }
  return steps;
}

function toRequest(participant: Participant, entry: Entry, sent: Sent): CommitRequest {
  const { revision, record, after, events, isOverruled } = sent;
  return {
    operation: isOverruled ? `${entry.operation} overruled` : entry.operation,
    token: entry.isFenced && !isOverruled ? participant.number : null,
    decidedOn: { record, revision },
    events,
    after,
  };
}

/** The commit arrives at the script. Its reply comes back, or is lost on the way. */
function arriveSteps(world: World, participant: Participant, entry: Entry, setting: Setting): Step<World>[] {
  const { sent } = participant;
  const index = targetOf(participant, world, setting);
  const stored = world.sessions[index];
  if (sent === null || stored === undefined) return [];
  const request = toRequest(participant, entry, sent);
  const { outcome, stored: applied } = applyCommit(stored, request, setting.rules);
  const said = `${participant.name} commits ${request.events.map(({ type }) => type).join(', ')}: ${outcome}`;
  if (outcome === 'conflict') {
    return [
      { text: `${said}, to be decided again`, world: withParticipant(world, { ...participant, sent: null }) },
    ];
  }
  if (outcome !== 'ok') return [{ text: said, world: answer(world, participant, outcome, setting.rules) }];
  const { stored: judged, broken } = judgeCommit(
    {
      before: stored,
      after: applied,
      request,
      command: sent.command,
      author: participant.name,
      servedSessionId: world.sessions[participant.session]?.fold.record.sessionId ?? '',
      fleetGeneration: sent.fleetGeneration,
      logLimit: setting.logLimit,
    },
    setting.rules,
  );
  const text = `${said}, revision ${judged.revision}, ${judged.fold.record.phase}`;
  if (broken !== null) return [{ text, world, broken: properties[broken] }];
  // The store itself has answered an overruled command, which is not what was committed.
  const answered = answer(
    withSession(world, index, judged),
    participant,
    sent.isOverruled ? 'illegal' : 'ok',
    setting.rules,
  );
  const lost = loseReply(world, participant, index, judged, entry);
  return lost === null
    ? [{ text, world: answered }]
    : [
        { text, world: answered },
        { text: `${text}; the reply is lost`, world: lost },
      ];
}

function loseReply(
  world: World,
  participant: Participant,
  index: number,
  judged: StoredSession,
  entry: Entry,
): World | null {
  if (!mayGoWrong(world, 'lost_reply') || participant.life === 'crashed' || participant.sent?.isOverruled)
    return null;
  const remembered = { ...judged, operations: [...judged.operations, entry.operation] };
  const repeating = { ...participant, sent: null, isRepeated: true };
  return withParticipant(withSession(spend(world, 'misfortunes'), index, remembered), repeating);
}

const isAfterwards = (entry: Entry | undefined) =>
  entry !== undefined && /^(report\.|self_rating|fact\.|stronger_)/.test(entry.label);

/**
 * Reports alone change a closed session, so that in whichever order the refusals of all else come makes no difference: one
 * will do.
 */
function isOrderFree(world: World, participant: Participant): boolean {
  const isClosed = world.sessions[participant.session]?.fold.record.phase === 'closed';
  return isClosed && participant.sent === null && !isAfterwards(participant.entries[0]);
}

/** What may become of waiting commands: decided, arrived, answered, in any order among participants. */
export const commitMoves: Moves = (world, setting) => {
  const waiting = world.participants.filter(({ entries }) => entries.length > 0);
  const refused = waiting.find((participant) => isOrderFree(world, participant));
  return waiting.flatMap((participant) => {
    const [entry] = participant.entries;
    if (entry === undefined) return [];
    if (participant.sent !== null) return arriveSteps(world, participant, entry, setting);
    if (isOrderFree(world, participant) && participant !== refused) return [];
    return decideSteps(world, participant, entry, setting);
  });
};
