import type { ErrorLevel } from '../contract/errors.ts';

/** What it writes to: the part of a logger that it uses. */
export type LogSink = Record<ErrorLevel, (fields: object, sentence: string) => void>;

/** Logs what strangers cause: a limited number of lines a second for each sentence, and then how many were left out. */
export interface BoundedLog {
  say(level: ErrorLevel, fields: object, sentence: string): void;
}

const windowMs = 1_000;
const linesPerWindow = 10;
/** Sentences come from our own source. More than these would be a defect and are counted together. */
const mostSentences = 100;

/** `now` in ms of any steady clock. */
export function createBoundedLog(sink: LogSink, now: () => number = () => performance.now()): BoundedLog {
  const windows = new Map<string, { startedAt: number; lines: number; leftOut: number }>();
  return {
    say(level, fields, sentence) {
      const known = `${level} ${sentence}`;
      const key = windows.has(known) || windows.size < mostSentences ? known : '';
      const at = now();
      const window = windows.get(key) ?? { startedAt: at, lines: 0, leftOut: 0 };
      windows.set(key, window);
      let told = fields;
      if (at - window.startedAt >= windowMs) {
        if (window.leftOut > 0) told = { ...fields, leftOut: window.leftOut };
        Object.assign(window, { startedAt: at, lines: 0, leftOut: 0 });
      }
      if (window.lines >= linesPerWindow) {
        window.leftOut += 1;
        return;
      }
      window.lines += 1;
      sink[level](told, sentence);
    },
  };
}
