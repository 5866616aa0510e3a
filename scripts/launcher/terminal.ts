import { prettyFactory } from 'pino-pretty';

export interface Terminal {
  /** The launcher's own words, one line. */
  say(line: string): void;
  /** A service's JSON log line: formatted for a person at a terminal, otherwise unchanged. */
  log(jsonLine: string): void;
}

/** A reader that has stopped costs us log lines, not memory. The log files have them all. */
const WAITING_LIMIT_BYTES = 4 * 1024 * 1024;

/** Writes to standard output. */
export function createTerminal(stream: NodeJS.WriteStream): Terminal {
  const writeLog = (text: string) => {
    if (stream.writableLength < WAITING_LIMIT_BYTES) stream.write(text);
  };
  if (!stream.isTTY) {
    return {
      say: (line) => stream.write(`ringback: ${line}\n`),
      log: (jsonLine) => writeLog(`${jsonLine}\n`),
    };
  }
  const toPretty = prettyFactory({
    colorize: true,
    translateTime: 'SYS:HH:MM:ss.l',
    ignore: 'pid,hostname,service,instance',
    messageFormat: '{service}: {msg}',
  });
  return {
    say: (line) => stream.write(`\u001b[1mringback\u001b[0m ${line}\n`),
    log: (jsonLine) => writeLog(toPretty(jsonLine)),
  };
}
