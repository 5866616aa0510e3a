import type { LogLine } from './log-lines.ts';

/** Log lines of the services among what the launcher printed, with their time in ms since the epoch. */
export function parseServiceLines(printed: readonly string[]): (LogLine & { at: number })[] {
  return printed.flatMap((text) => {
    if (!text.startsWith('{')) return [];
    const line = JSON.parse(text) as LogLine;
    return [{ ...line, at: Date.parse(String(line.time)) }];
  });
}
