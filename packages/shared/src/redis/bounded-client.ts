import { type Command, Redis } from 'ioredis';

/**
 * A client whose `commandTimeout` is a bound for Redis and not for ourselves. ioredis' own fires first after a standstill
 * of this process, and gives up commands whose replies wait in the socket.
 */
export class BoundedClient extends Redis {
  override sendCommand(...sent: Parameters<Redis['sendCommand']>): unknown {
    const [command] = sent;
    command.setTimeout = (ms) => limit(command, ms);
    return super.sendCommand(...sent);
  }
}

/** What waits in the socket is read between a timer and the next `setImmediate`. */
function limit(command: Command, ms: number): void {
  const timer = setTimeout(() => {
    setImmediate(() => command.reject(new Error('Command timed out')));
  }, ms);
  const clear = () => clearTimeout(timer);
  command.promise.then(clear, clear);
}
