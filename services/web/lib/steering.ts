import type { CommandResult } from '@ringback/shared/client/pending-commands';
import type { SessionView } from '@ringback/shared/contract/session-view';
import {
  isAskable,
  type SteeringKind,
  type SteeringOutcome,
  type SteeringRefusal,
  steeringKinds,
  steeringOutcomes,
  steeringRefusals,
} from '@ringback/shared/contract/steering';
import { knownOr } from '@ringback/shared/contract/text';

/** Why something was not done. `unanswered`: the interviewer has not said anything to it. */
export type NotDone = Exclude<SteeringOutcome, 'done'> | SteeringRefusal | 'unanswered';

/**
 * What this page has asked of the interviewer, one thing at a time. `asked`: on its way, or taken, at this revision of the
 * log. `done` and `refused`: what the person is told, until the next one. `by`: a button of this page, or a key of the phone.
 */
export type Steering =
  | { phase: 'idle' }
  | { phase: 'asked'; kind: SteeringKind; revision: number | null }
  | { phase: 'done'; kind: SteeringKind; by: 'page' | 'key' }
  | { phase: 'refused'; kind: SteeringKind; why: NotDone };

export type SteeringChange =
  | { type: 'asked'; kind: SteeringKind }
  /** The gateway has answered. */
  | { type: 'acknowledged'; result: CommandResult }
  /** The session tells what became of the last one that was asked by any page or key. */
  | { type: 'told'; steering: SessionView['steering'] }
  | { type: 'waited' };

const isKind = (word: string): SteeringKind | undefined => steeringKinds.find((kind) => kind === word);

function whyRefused({ outcome, reason = '' }: CommandResult): NotDone {
  if (outcome === 'stale') return 'over';
  return knownOr<NotDone>(steeringRefusals, reason, outcome === 'illegal' ? 'not_known' : 'unanswered');
}

function acknowledged(before: Steering, result: CommandResult): Steering {
  if (before.phase !== 'asked') return before;
  const { outcome, revision = null } = result;
  if (outcome === 'ok' || outcome === 'duplicate') return { ...before, revision };
  return { phase: 'refused', kind: before.kind, why: whyRefused(result) };
}

function told(before: Steering, steering: NonNullable<SessionView['steering']>): Steering {
  const kind = isKind(steering.kind);
  if (kind === undefined) return before;
  const outcome = knownOr(steeringOutcomes, steering.outcome, 'not_known');
  if (before.phase === 'asked') {
    // Not known yet, or another page's.
    if (steering.asked === null || steering.asked !== before.revision) return before;
    return outcome === 'done'
      ? { phase: 'done', kind: before.kind, by: 'page' }
      : { phase: 'refused', kind: before.kind, why: outcome };
  }
  return steering.by === 'key' && outcome === 'done' ? { phase: 'done', kind, by: 'key' } : before;
}

/** Pure. The answer may be told before the acknowledgement, or after it. */
export function evolveSteering(before: Steering, change: SteeringChange): Steering {
  switch (change.type) {
    case 'asked':
      return before.phase === 'asked' ? before : { phase: 'asked', kind: change.kind, revision: null };
    case 'acknowledged':
      return acknowledged(before, change.result);
    case 'told':
      return change.steering === null ? before : told(before, change.steering);
    case 'waited':
      return before.phase === 'asked' ? { phase: 'refused', kind: before.kind, why: 'unanswered' } : before;
  }
}

/** What can be asked at this moment: what the gateway passes on, while the interview is on: hints and other tries in study mode only. */
export function steerable(view: SessionView | null, offered: readonly string[]): readonly SteeringKind[] {
  if (view?.phase !== 'active') return [];
  return steeringKinds.filter((kind) => offered.includes(kind) && isAskable(kind, view));
}
