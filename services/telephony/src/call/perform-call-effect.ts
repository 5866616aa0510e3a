import { closeCodes } from '@ringback/shared/contract/close-codes';
import type { EndReason } from '@ringback/shared/contract/lifecycle';
import type { CallEffect } from '../domain/call-state.ts';
import type { CallPorts } from './call-ports.ts';

type Wanted<T extends CallEffect['type']> = Extract<CallEffect, { type: T }>;
type LineEffect = Extract<CallEffect, { type: `line.${string}` }>;

const isOfLine = (effect: CallEffect): effect is LineEffect => effect.type.startsWith('line.');

/** Starts one effect. Waits for nothing. */
export function performCallEffect(effect: CallEffect, ports: CallPorts): void {
  const { audio, bridge, lease, timers } = ports;
  if (isOfLine(effect)) {
    performLineEffect(effect, ports);
    return;
  }
  switch (effect.type) {
    case 'lease.give':
      giveLease(ports);
      return;
    case 'lease.verify':
      lease.verify();
      return;
    case 'bridge.open':
      bridge.open();
      return;
    case 'bridge.search':
      bridge.searchAgain();
      return;
    case 'bridge.forget':
      audio.onBridgeLost();
      return;
    case 'apologise':
      bridge.stopSearching();
      ports.send({ type: 'apology.began', lastsMs: audio.apologise() });
      return;
    case 'record':
      ports.journal.add({ type: 'record', facts: [effect.fact] }, lease.fence());
      return;
    case 'end':
      askForEnd(effect.reason, ports);
      return;
    case 'spare_call':
      ports.release.spareCall();
      return;
    case 'let_go':
      letGo(effect, ports);
      return;
    case 'set_timer':
      timers.set(effect.name, effect.afterMs);
      return;
    case 'cancel_timer':
      timers.cancel(effect.name);
      return;
    case 'stale':
      ports.metrics.stale.inc({ kind: effect.kind });
      return;
  }
}

function performLineEffect(effect: LineEffect, ports: CallPorts): void {
  const { audio, carrier, followed } = ports;
  switch (effect.type) {
    case 'line.attach':
      audio.attach(effect.line);
      return;
    case 'line.begin':
      followed.onLine(effect.isTakenUp);
      audio.begin();
      return;
    case 'line.drop':
      audio.lose();
      return;
    case 'line.lose':
      loseLine(effect, ports);
      return;
    case 'line.give':
      giveLine(effect, ports);
      return;
    case 'line.retire':
      effect.line.retire(effect.code, 'served elsewhere');
      return;
    case 'line.fetch_back':
      void carrier?.fetchBack(followed.record);
      return;
  }
}

function loseLine({ line, by }: Wanted<'line.lose'>, { audio, logger }: CallPorts): void {
  audio.lose();
  line.retire(closeCodes.policyViolation, by);
  logger.info({ streamSid: line.streamSid, reason: by }, 'media stream lost');
}

function giveLine({ line }: Wanted<'line.give'>, { audio, bridge, logger }: CallPorts): void {
  audio.release();
  bridge.close('served elsewhere');
  logger.info({ streamSid: line.streamSid }, 'call given to another instance');
}

function giveLease({ lease, logger, send }: CallPorts): void {
  void lease
    .give()
    .catch((error) => logger.warn({ err: error }, 'lease could not be given back'))
    .then(() => send({ type: 'lease.given' }));
}

function askForEnd(reason: EndReason, { followed, journal, lease, send }: CallPorts): void {
  journal.add({ type: 'end', reason }, lease.fence(), (result) => {
    if (result.outcome === 'ok') followed.onOwnEnd(result.record);
    if (result.outcome === 'fenced') send({ type: 'end.fenced' });
  });
}

/** Releases socket, link and timers at once. The hang-up and the release on record follow. */
function letGo({ line, reason }: Wanted<'let_go'>, ports: CallPorts): void {
  const isOver = reason === 'session over';
  ports.audio.close();
  line?.clear();
  line?.retire(isOver ? closeCodes.sessionClosed : closeCodes.restarting, reason);
  ports.timers.clear();
  ports.bridge.close(reason);
  ports.followed.close();
  if (isOver) ports.release.afterEnd();
  else ports.release.toAnother();
}
