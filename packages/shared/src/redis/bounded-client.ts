import { type Command, Redis } from 'ioredis';

/**
 * A client whose limits are bounds for Redis and not for ourselves: of a command (`commandTimeout`), and of a connection that
 * brings nothing although something was asked (`silenceMs`). After a standstill of this process ioredis' own limits
 * (`commandTimeout`, `socketTimeout`) come first, and give up what has been answered and waits in the socket.
 */
export class BoundedClient extends Redis {
  /** Null: it may be silent for as long as it likes. */
  silenceMs: number | null = null;
  private silence: NodeJS.Timeout | null = null;

  override sendCommand(...sent: Parameters<Redis['sendCommand']>): unknown {
    const [command] = sent;
    command.setTimeout = (ms) => limit(command, ms);
    const reply = super.sendCommand(...sent);
    this.watchSilence();
    return reply;
  }

  private watchSilence(): void {
    const { stream } = this;
    if (this.silenceMs === null || this.silence !== null || stream?.writable !== true) return;
    const over = () => {
      if (this.silence === silence) stream.destroy(new Error('Socket timeout: Redis does not answer'));
    };
    const silence = setTimeout(() => setImmediate(over), this.silenceMs);
    this.silence = silence;
    const end = () => {
      stream.off('data', end);
      stream.off('close', end);
      clearTimeout(silence);
      if (this.silence === silence) this.silence = null;
      if (this.commandQueue.length > 0) this.watchSilence();
    };
    stream.on('data', end);
    stream.on('close', end);
  }
}

/**
 * What waits in the socket is read between a timer and the next `setImmediate`. The command's promise gets no handler here:
 * a failed one that is not awaited must stay an unhandled rejection.
 */
function limit(command: Command, ms: number): void {
  const { resolve, reject } = command;
  const timer = setTimeout(() => {
    setImmediate(() => reject(new Error('Command timed out')));
  }, ms);
  command.resolve = (value) => {
    clearTimeout(timer);
    resolve(value);
  };
  command.reject = (error) => {
    clearTimeout(timer);
    reject(error);
  };
}
