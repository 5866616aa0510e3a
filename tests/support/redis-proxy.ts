import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createDelayLine, type DelayLine } from './delay-line.ts';
import { createFrameSplitter, isPublished, isPush, readWords } from './faults/resp-frames.ts';

/** A service's three connections by their names; `other`: one that has not told its name. */
export type ConnectionKind = 'commands' | 'subscriber' | 'dial' | 'other';
export type Direction = 'to_redis' | 'from_redis';

/** What happens to the connection after a lost reply: reset at once, or open and silent for ever. */
export type AfterLoss = 'reset' | 'silent';

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
   * Loses the reply of the next command of this name, or of a later one, after Redis has carried it out; false: none
   * came by.
   */
  loseReply(command: string, after?: AfterLoss, options?: { passing: number }): Promise<boolean>;
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
  /** Names of commands that wait for their replies. */
  waiting: string[];
  /** A reply was lost: nothing is carried back any more. */
  deaf: boolean;
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
  let loss: { command: string; after: AfterLoss; passing: number; done: (isLost: boolean) => void } | null =
    null;

  const isCut = ({ kind }: Passage) => cutKinds.has('all') || cutKinds.has(kind);

  function toName(frame: Buffer): string {
    const [name = '', first = ''] = readWords(frame);
    const lower = name.toLowerCase();
    if (!lower.startsWith('eval')) return lower;
    // A script comes whole the first time, and later by its hash.
    const hash = lower === 'eval' ? createHash('sha1').update(first).digest('hex') : first;
    return scripts.get(hash) ?? `script ${hash.slice(0, 8)}`;
  }

  const lineTo = (to: Socket): DelayLine =>
    createDelayLine((piece) => {
      if (!to.destroyed) to.write(piece);
    });

  function onReply(passage: Passage, frame: Buffer): boolean {
    if (passage.deaf || (dropsPublished && isPublished(frame))) return false;
    if (isPush(frame)) return true;
    const command = passage.waiting.shift();
    if (loss === null || command !== loss.command) return true;
    const { after, done } = loss;
    if (loss.passing > 0) {
      loss.passing -= 1;
      return true;
    }
    loss = null;
    passage.deaf = true;
    if (after === 'reset') passage.near.resetAndDestroy();
    done(true);
    return false;
  }

  function onCommand(passage: Passage, frame: Buffer): void {
    const command = toName(frame);
    commands.set(command, (commands.get(command) ?? 0) + 1);
    if (!answeredByPush.test(command)) passage.waiting.push(command);
    if (passage.kind !== 'other' || command !== 'client') return;
    const found = named.exec(frame.toString('latin1'))?.[1];
    if (found !== undefined) passage.kind = found as ConnectionKind;
    if (isCut(passage)) passage.near.resetAndDestroy();
  }

  const server = createServer((near) => {
    const far = connect(Number(target.port || 6379), target.hostname);
    const passage: Passage = { near, far, kind: 'other', waiting: [], deaf: false };
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
      const frames = up.push(piece);
      for (const frame of frames) onCommand(passage, frame);
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
    loss?.done(false);
    loss = null;
    for (const { near, far, deaf } of passages) {
      if (deaf) near.resetAndDestroy();
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
    loseReply(command, after = 'reset', { passing } = { passing: 0 }) {
      return new Promise((resolve) => {
        loss = { command, after, passing, done: resolve };
      });
    },
    restore,
    async close() {
      restore();
      for (const { near } of passages) near.resetAndDestroy();
      server.close();
      await once(server, 'close');
    },
  };
}
