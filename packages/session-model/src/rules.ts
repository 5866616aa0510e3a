import { commandKinds } from '@ringback/shared/session/command';
import { decide, toAllowedCommand } from '@ringback/shared/session/decide';
import { evolveRecord } from '@ringback/shared/session/evolve-record';
import { evolveView } from '@ringback/shared/session/evolve-view';

/**
 * The rules that keep sessions true: the real functions, and the checks of the commit script, the leases and the dial
 * worker. A mutation replaces one of them, and the model check must then find the property that it protected.
 */
export interface Rules {
  decide: typeof decide;
  evolve: typeof evolveRecord;
  evolveView: typeof evolveView;
  toAllowedCommand: typeof toAllowedCommand;
  /** The commit script recognises an operation that it has applied. */
  knowsOperations: boolean;
  /** The commit script refuses the token of an earlier holder. */
  comparesToken: boolean;
  /** The commit script refuses what was decided on an earlier revision. */
  comparesRevision: boolean;
  /** The commit script refuses what was decided in another phase. */
  comparesPhase: boolean;
  commandKinds: typeof commandKinds;
  /** The commit script gives every event its own revision. */
  numbersEveryEvent: boolean;
  /** The dial worker calls the carrier only when its own intent was accepted. */
  dialsOnAcceptedIntentOnly: boolean;
  /** A command reaches the session that its sender serves, whatever session its candidate has by now. */
  addressesOwnSession: boolean;
}

export const realRules: Rules = {
  decide,
  evolve: evolveRecord,
  evolveView,
  toAllowedCommand,
  knowsOperations: true,
  comparesToken: true,
  comparesRevision: true,
  comparesPhase: true,
  commandKinds,
  numbersEveryEvent: true,
  dialsOnAcceptedIntentOnly: true,
  addressesOwnSession: true,
};
