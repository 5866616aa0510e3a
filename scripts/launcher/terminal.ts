import { prettyFactory } from 'pino-pretty';

export interface Terminal {
  /** The launcher's own words, one line. */
  say(line: string): void;
  /** A JSON log line of a service: pretty where a person reads along, as it is otherwise. */
  log(jsonLine: string): void;
}

/** Writes to standard output. */
export function createTerminal(stream: NodeJS.WriteStream): Terminal {
  if (!stream.isTTY) {
    return {
      say: (line) => stream.write(`ringback: ${line}\n`),
      log: (jsonLine) => stream.write(`${jsonLine}\n`),
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
    log: (jsonLine) => stream.write(toPretty(jsonLine)),
  };
}
