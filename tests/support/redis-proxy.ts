import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createDelayLine, type DelayLine } from './delay-line.ts';
import { toCommandName } from './faults/command-name.ts';
import { type AfterLoss, createLosses } from './faults/losses.ts';
import { createFrameSplitter, isPublished, isPush } from './faults/resp-frames.ts';

/** A service's three connections by their names; `other`: one that has not told its name. */
export type ConnectionKind = 'commands' | 'subscriber' | 'dial' | 'other';
export type Direction = 'to_redis' | 'from_redis';

/** A proxy that makes Redis away, deaf, mute or slow. Everything passes until it is told otherwise. */
export interface RedisProxy {
  readonly url: string;
  /** Resets every connection, or those of one kind, and refuses new ones. */
  cut(kind?: ConnectionKind): void;
  /** Stops carrying bytes. Connections stay open and new ones are accepted: a half-open link. */
  hold(directions?: readonly Direction[]): void;
  /** Carries each piece this much later. */
  delay(ms: number): void;
  /** Loses every message of pub/sub. */
  dropPublished(): void;
  /**
   * Loses the reply of the next command of this name (and with this text), or of a later one, after Redis has carried it
   * out; false: none came by.
   */
  loseReply(
    command: string,
    after?: AfterLoss,
    options?: { passing?: number; containing?: string },
  ): Promise<boolean>;
  /** Keeps such a command from Redis, and all that follows it on its connection; false: none came by. */
  loseCommand(command: string, options?: { containing?: string }): Promise<boolean>;
  /** Ends whatever is wrong. */
  restore(): void;
  /** How often each command has passed. A script counts by its name where it is known. */
  readonly commands: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

interface Passage {
  near: Socket;
  far: Socket;
  kind: ConnectionKind;
  /** Commands that wait for their replies. */
  waiting: { command: string; frame: Buffer }[];
  /** A reply was lost: nothing is carried back any more. */
  deaf: boolean;
  /** A command was lost: nothing is carried to Redis any more. */
  mute: boolean;
}

/** Answered by something pushed, which answers no command in turn. */
const answeredByPush = /^[ps]?(un)?subscribe$/;

const named = /(?:telephony|ai-bridge|frontend-gateway)-(commands|subscriber|dial)/;

/** @param scripts names of scripts by their SHA-1 */
export async function startRedisProxy(
  redisUrl: string,
  scripts: ReadonlyMap<string, string> = new Map(),
): Promise<RedisProxy> {
  const target = new URL(redisUrl);
  const passages = new Set<Passage>();
  const cutKinds = new Set<ConnectionKind | 'all'>();
  const held = new Set<Direction>();
  const commands = new Map<string, number>();
  let delayMs = 0;
  let dropsPublished = false;
  const losses = createLosses();

  const isCut = ({ kind }: Passage) => cutKinds.has('all') || cutKinds.has(kind);

  const lineTo = (to: Socket): DelayLine =>
    createDelayLine((piece) => {
      if (!to.destroyed) to.write(piece);
    });

  function onReply(passage: Passage, frame: Buffer): boolean {
    if (passage.deaf || (dropsPublished && isPublished(frame))) return false;
    if (isPush(frame)) return true;
    const answered = passage.waiting.shift();
    const lost = answered && losses.take('reply', answered.command, answered.frame);
    if (!lost) return true;
    passage.deaf = true;
    if (lost.after === 'reset') passage.near.resetAndDestroy();
    lost.done(true);
    return false;
  }

  /** Whether Redis gets it. */
  function onCommand(passage: Passage, frame: Buffer): boolean {
    const command = toCommandName(frame, scripts);
    const lost = losses.take('command', command, frame);
    if (lost !== null) {
      passage.mute = true;
      lost.done(true);
    }
    if (passage.mute) return false;
    commands.set(command, (commands.get(command) ?? 0) + 1);
    if (!answeredByPush.test(command)) passage.waiting.push({ command, frame });
    if (passage.kind !== 'other' || command !== 'client') return true;
    const found = named.exec(frame.toString('latin1'))?.[1];
    if (found !== undefined) passage.kind = found as ConnectionKind;
    if (isCut(passage)) passage.near.resetAndDestroy();
    return true;
  }

  const server = createServer((near) => {
    const far = connect(Number(target.port || 6379), target.hostname);
    const passage: Passage = { near, far, kind: 'other', waiting: [], deaf: false, mute: false };
    if (isCut(passage)) {
      near.resetAndDestroy();
      far.destroy();
      return;
    }
    passages.add(passage);
    const up = createFrameSplitter();
    const down = createFrameSplitter();
    const toRedis = lineTo(far);
    const fromRedis = lineTo(near);
    near.on('data', (piece: Buffer) => {
      const frames = up.push(piece).filter((frame) => onCommand(passage, frame));
      toRedis.push(Buffer.concat(frames), delayMs);
    });
    far.on('data', (piece: Buffer) => {
      const frames = down.push(piece).filter((frame) => onReply(passage, frame));
      fromRedis.push(Buffer.concat(frames), delayMs);
    });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        passages.delete(passage);
        other.destroy();
      });
    }
    if (held.has('to_redis')) near.pause();
    if (held.has('from_redis')) far.pause();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(redisUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);

  function restore(): void {
    cutKinds.clear();
    held.clear();
    delayMs = 0;
    dropsPublished = false;
    losses.cancel();
    for (const { near, far, deaf, mute } of passages) {
      if (deaf || mute) near.resetAndDestroy();
      near.resume();
      far.resume();
    }
  }

  return {
    url: url.href,
    commands,
    cut(kind) {
      cutKinds.add(kind ?? 'all');
      for (const passage of passages) if (isCut(passage)) passage.near.resetAndDestroy();
    },
    hold(directions = ['to_redis', 'from_redis']) {
      for (const direction of directions) held.add(direction);
      for (const { near, far } of passages) {
        if (held.has('to_redis')) near.pause();
        if (held.has('from_redis')) far.pause();
      }
    },
    delay(ms) {
      delayMs = ms;
    },
    dropPublished() {
      dropsPublished = true;
    },
    loseReply: (command, after = 'reset', { passing = 0, containing = '' } = {}) =>
      losses.order({ of: 'reply', command, containing, after, passing }),
    loseCommand: (command, { containing = '' } = {}) =>
      losses.order({ of: 'command', command, containing, after: 'silent', passing: 0 }),
    restore,
    async close() {
      restore();
      for (const { near } of passages) near.resetAndDestroy();
      server.close();
      await once(server, 'close');
    },
  };
}
