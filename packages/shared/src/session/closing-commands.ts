import type { Command } from './decide.ts';

/** After these nothing more comes: a session whose record cannot be read is closed by them too. */
export const closingCommands: ReadonlySet<Command['type']> = new Set(['end', 'expire', 'close']);
