import type { ReadRecord } from '../contract/session-record.ts';
import type { Command } from './decide.ts';
import { isLive } from './lifecycle-table.ts';

/** A log never grows past this many entries while its session lives; it then ends `limit_reached`. */
export const logLimit = 4000;

/**
 * What becomes of a command: a live session of before the last reset, or one whose log is full, may only
 * end. Returns the command itself where nothing stands against it.
 */
export function overrule(
  read: Pick<ReadRecord, 'record' | 'revision'>,
  command: Command,
  bounds: { fleetGeneration: number; logLimit: number },
): Command {
  if (!isLive(read.record.phase) || command.type === 'end' || command.type === 'release') return command;
  if (read.record.fleetGeneration < bounds.fleetGeneration) return { type: 'end', reason: 'reset' };
  if (read.revision >= bounds.logLimit) return { type: 'end', reason: 'limit_reached' };
  return command;
}
