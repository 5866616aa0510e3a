import { type Command, Redis } from 'ioredis';

/**
 * A client whose limits count against Redis and not against our own stalls: the time for a command (`commandTimeout`),
 * and the silence of a connection on which something was asked (`silenceMs`). After a stall of this process, ioredis'
 * own limits (`commandTimeout`, `socketTimeout`) fire first and give up answers that are already waiting in the
 * socket.
 */
export class BoundedClient extends Redis {
  /** Null: it may be silent for any length of time. */
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
 * Data waiting in the socket is read between a timer and the next `setImmediate`. The command's promise gets no
 * handler here: a failed command that is not awaited must stay an unhandled rejection.
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
