import type { SessionEvent } from '@ringback/shared/contract/events';
import type { Command } from '@ringback/shared/session/command';
import type { Step } from './explore.ts';
import type { Rules } from './rules.ts';
import type { StoredSession } from './stored-session.ts';

/** A command that a participant wants to commit. `label` describes it for a person, and tells it from others. */
export interface Entry {
  label: string;
  command: Command;
  operation: string;
  /** Presents the token of its author's lease. */
  isFenced: boolean;
}

/** A commit that was decided and has not arrived yet. */
export interface Sent {
  revision: number;
  record: StoredSession['fold']['record'];
  after: StoredSession['fold']['record'];
  events: readonly SessionEvent[];
  /** The command that was decided. It differs from the wanted one when a reset or a full log overrules it. */
  command: Command;
  isOverruled: boolean;
  at: number;
  fleetGeneration: number;
}

/** A part that commits. The commands of one participant go in order, each until it is answered. */
export interface Participant {
  kind: 'bridge' | 'line' | 'worker' | 'webhook' | 'gateway' | 'reaper' | 'reset' | 'reporter';
  /** `service/instance` of a holder. */
  name: string;
  instance: string;
  /** Which of the candidate's sessions it serves. */
  session: number;
  life: 'idle' | 'serving' | 'gone' | 'crashed';
  entries: readonly Entry[];
  sent: Sent | null;
  /** The reply to the first entry was lost. It is requested again under the same operation id. */
  isRepeated: boolean;
  operations: number;
  /** Bridge: token of its lease. Line: number of its last media stream. Reporter: the version that it makes. */
  number: number;
  /** Bridge: the number of configuration changes that its model has confirmed, -1 for none. Line: 1 with a stream. Reporter: the fact that it writes from. */
  state: number;
}

/** What the carrier does with the call of the session. */
export interface Carrier {
  call: 'none' | 'queued' | 'ringing' | 'in_progress' | 'completed';
  /** Calls that were ever placed. */
  calls: number;
  /** Reports and questions on their way to us, in no order. */
  messages: readonly string[];
}

/**
 * What can go wrong: a process dies; the reply to a commit is lost; a lease runs out while its holder is frozen; a
 * socket or link is lost; a message or job arrives twice; a report is about another call; a commit is overtaken by
 * another; a deadline passes; another version commits an event that is unknown here; a record becomes unreadable.
 */
export type Misfortune =
  | 'crash'
  | 'lost_reply'
  | 'lapse'
  | 'loss'
  | 'duplicate'
  | 'stray'
  | 'race'
  | 'deadline'
  | 'foreign'
  | 'unreadable';

/** How much may still happen. A budget makes every future finite. */
export interface Budget {
  /** Of whatever kinds the scenario knows, taken together. */
  misfortunes: number;
  words: number;
  changes: number;
  hangUps: number;
  goodbyes: number;
  resets: number;
  practiceAgain: number;
  /** Reports that the candidate asks for once more. */
  reports: number;
  /** Facts that the candidate gives. */
  facts: number;
}

export interface World {
  sessions: readonly StoredSession[];
  participants: readonly Participant[];
  carrier: Carrier;
  budget: Budget;
  possible: readonly Misfortune[];
  fleetGeneration: number;
  /** Whether instances have learned of the reset. */
  isResetKnown: boolean;
}

/** What stays the same while a world is explored. */
export interface Setting {
  rules: Rules;
  logLimit: number;
}

export type Moves = (world: World, setting: Setting) => Step<World>[];

export const usualBudget: Budget = {
  misfortunes: 2,
  words: 0,
  changes: 0,
  hangUps: 0,
  goodbyes: 0,
  resets: 0,
  practiceAgain: 0,
  reports: 0,
  facts: 0,
};

export function mayGoWrong(world: World, what: Misfortune): boolean {
  return world.budget.misfortunes > 0 && world.possible.includes(what);
}

export function newParticipant(
  kind: Participant['kind'],
  { name, instance = '', session = 0 }: { name: string; instance?: string; session?: number },
): Participant {
  return {
    kind,
    name,
    instance,
    session,
    life: 'idle',
    entries: [],
    sent: null,
    isRepeated: false,
    operations: 0,
    number: 0,
    state: kind === 'bridge' ? -1 : 0,
  };
}

/** The world with one participant changed. */
export function withParticipant(world: World, changed: Participant): World {
  const isSame = (other: Participant) =>
    other.kind === changed.kind && other.name === changed.name && other.session === changed.session;
  return { ...world, participants: world.participants.map((other) => (isSame(other) ? changed : other)) };
}

export function withSession(world: World, index: number, changed: StoredSession): World {
  return { ...world, sessions: world.sessions.map((other, at) => (at === index ? changed : other)) };
}

export function spend(world: World, what: keyof Budget): World {
  return { ...world, budget: { ...world.budget, [what]: world.budget[what] - 1 } };
}

/** Puts a command at the end of what a participant wants to commit. */
export function enqueue(
  participant: Participant,
  label: string,
  command: Command,
  isFenced = false,
): Participant {
  const operation = `${participant.name}#${participant.session}#${participant.operations}`;
  const entry: Entry = { label, command, operation, isFenced };
  return {
    ...participant,
    operations: participant.operations + 1,
    entries: [...participant.entries, entry],
  };
}
