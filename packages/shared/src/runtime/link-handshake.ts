import { randomBytes } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';
import type { z } from 'zod';
import {
  linkChallengeSchema,
  linkHandshakeLimitMs,
  linkHelloSchema,
  linkProofSchema,
  mostHandshakeBytes,
} from '../contract/link-handshake.ts';
import type { KeyRing } from './key-ring.ts';
import { findProvenSecret, type LinkParties, proveSide } from './link-proof.ts';
import { parseJson } from './parse-json.ts';

/** Why a peer is not accepted as one of ours. */
export type LinkRefusal = 'too slow' | 'not understood' | 'another instance' | 'not proven' | 'socket closed';

/** How a handshake ends: once, in the same turn as its last message, so that later frames find their reader. */
interface Outcome {
  onProven: (peer: { instance: string }) => void;
  /** The caller closes the socket. */
  onRefused: (reason: LinkRefusal) => void;
}

const newNonce = () => randomBytes(32).toString('base64url');

/** Reads a handshake's messages one by one, within its time. */
function startHandshake(socket: WebSocket, onRefused: Outcome['onRefused']) {
  let over = false;
  function end(): void {
    over = true;
    clearTimeout(limit);
    socket.off('message', read);
    socket.off('close', onClose);
    socket.off('error', onClose);
  }
  function refuse(reason: LinkRefusal): void {
    if (over) return;
    end();
    onRefused(reason);
  }
  const refuseMore = () => refuse('not understood');
  let take: (message: unknown) => void = refuseMore;
  function read(data: RawData, isBinary: boolean): void {
    const isShort = !isBinary && Buffer.isBuffer(data) && data.length <= mostHandshakeBytes;
    take(isShort ? parseJson(data.toString()) : undefined);
  }
  const onClose = () => refuse('socket closed');
  const limit = setTimeout(() => setImmediate(refuse, 'too slow'), linkHandshakeLimitMs);
  socket.on('message', read);
  socket.on('close', onClose);
  socket.on('error', onClose);
  return {
    end,
    refuse,
    /** What to do with the next message. One of another form is refused. */
    expect<S extends z.ZodType>(schema: S, onMessage: (message: z.output<S>) => void): void {
      take = (text) => {
        const parsed = schema.safeParse(text);
        take = refuseMore;
        if (parsed.success) onMessage(parsed.data);
        else refuse('not understood');
      };
    },
  };
}

/** Telephony's side, on a socket that has just opened. The bridge proves itself first. */
export function proveToBridge(
  socket: WebSocket,
  self: { secrets: KeyRing; instance: string; bridge: { instance: string; address: string } },
  { onProven, onRefused }: Outcome,
): void {
  const { secrets, instance, bridge } = self;
  const nonce = newNonce();
  const handshake = startHandshake(socket, onRefused);
  handshake.expect(linkChallengeSchema, (challenge) => {
    if (challenge.instance !== bridge.instance) return handshake.refuse('another instance');
    const parties: LinkParties = {
      telephony: { instance, nonce },
      bridge: { instance: challenge.instance, nonce: challenge.nonce },
      address: bridge.address,
    };
    const secret = findProvenSecret(secrets, challenge.proofs, { side: 'bridge', parties });
    if (secret === null) return handshake.refuse('not proven');
    socket.send(JSON.stringify({ type: 'proof', proof: proveSide(secret, 'telephony', parties) }));
    handshake.end();
    onProven({ instance: challenge.instance });
  });
  socket.send(JSON.stringify({ type: 'hello', instance, nonce }));
}

/** The bridge's side, on a socket that was just accepted. `address`: as it is announced. */
export function proveToTelephony(
  socket: WebSocket,
  self: { secrets: KeyRing; instance: string; address: string },
  { onProven, onRefused }: Outcome,
): void {
  const { secrets, instance, address } = self;
  const handshake = startHandshake(socket, onRefused);
  handshake.expect(linkHelloSchema, (hello) => {
    const parties: LinkParties = {
      telephony: { instance: hello.instance, nonce: hello.nonce },
      bridge: { instance, nonce: newNonce() },
      address,
    };
    handshake.expect(linkProofSchema, ({ proof }) => {
      if (findProvenSecret(secrets, [proof], { side: 'telephony', parties }) === null) {
        return handshake.refuse('not proven');
      }
      handshake.end();
      onProven({ instance: hello.instance });
    });
    const proofs = secrets.map((secret) => proveSide(secret, 'bridge', parties));
    socket.send(JSON.stringify({ type: 'challenge', instance, nonce: parties.bridge.nonce, proofs }));
  });
}
