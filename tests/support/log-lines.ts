import { Writable } from 'node:stream';

export interface LogLine {
  level: string;
  service: string;
  msg: string;
  sessionId?: string;
  reason?: string;
  [field: string]: unknown;
}

/** Keeps what services log, so that a test can read the story and reject stray errors. */
export interface LogLines {
  readonly destination: Writable;
  readonly lines: readonly LogLine[];
  /** Sentences of one session in order, of one service or of all. */
  story(sessionId: string, service?: string): string[];
  /** Lines at level error or above. */
  errors(): LogLine[];
}

export function collectLogLines(): LogLines {
  const lines: LogLine[] = [];
  let rest = '';
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      const parts = (rest + chunk.toString()).split('\n');
      rest = parts.pop() ?? '';
      for (const part of parts) if (part !== '') lines.push(JSON.parse(part) as LogLine);
      done();
    },
  });
  return {
    destination,
    lines,
    story: (sessionId, service) =>
      lines
        .filter((line) => line.sessionId === sessionId && (service === undefined || line.service === service))
        .map(({ msg }) => msg),
    errors: () => lines.filter(({ level }) => level === 'error' || level === 'fatal'),
  };
}
