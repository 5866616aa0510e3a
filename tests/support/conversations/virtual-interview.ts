import type { Fact } from '@ringback/shared/session/command';
import { createBridgeState } from '../../../services/ai-bridge/src/domain/bridge-start.ts';
import type { TimerName } from '../../../services/ai-bridge/src/domain/bridge-step.ts';
import {
  type PlayedEffect,
  type PlayedInput,
  runBridge,
} from '../../../services/ai-bridge/testing/run-bridge.ts';
import { type CandidateStep, type Conversation, countWords } from './conversation-file.ts';
import type { ConversationResult } from './expect-conversation.ts';
import { createVirtualClock } from './virtual-clock.ts';
import { createVirtualModel } from './virtual-model.ts';
import { createVirtualPlayback } from './virtual-playback.ts';

/**
 * An interview in conversation time: the bridge's own machine and the local interviewer, with a clock that jumps. No
 * socket and no audio. The rules of both sides are the real ones.
 */

const frameMs = 100;
const loud = Buffer.from(
  Uint8Array.from({ length: frameMs * 8 }, (_, index) => (index % 16 < 8 ? 0x90 : 0x10)),
).toString('base64');
const quiet = Buffer.alloc(frameMs * 8, 0xff).toString('base64');
/** Between two words the room is heard, because sound without a pause would count as noise of the line. */
const room = Buffer.alloc(frameMs * 8, 0xf8).toString('base64');
/** A word and the pause behind it, a multiple of a frame. */
const wordMs = 400;
/** The silence after speech at which the model ends a turn. */
const pauseMs = 500;

export async function holdInterview(
  { jobConfiguration, interviewMode = 'exam', steps: told, afterwards }: Conversation,
  limitMs: number,
): Promise<ConversationResult & { endedAtMs: number }> {
  const steps = [...told];
  const clock = createVirtualClock();
  const facts: Fact[] = [];
  const timers = new Map<TimerName, number>();
  const bridge = runBridge(
    createBridgeState({
      ...{ jobConfiguration, interviewMode, interviewPhase: null },
      configurationHash: 'a'.repeat(64),
    }),
  );
  let endReason: string | null = null;
  let isOver = false;
  /** What the candidate is saying. */
  const speech: { now: { itemId: string; text: string; fromMs: number; untilMs: number } | null } = {
    now: null,
  };
  const playback = createVirtualPlayback(clock, send);
  const model = createVirtualModel({
    ...{ clock, send, isOver: () => endReason !== null },
    onCommit: breakOff,
    onAudio(itemId, audioMs) {
      playback.add(itemId, audioMs);
      react();
    },
  });

  function send(input: PlayedInput): void {
    if (isOver) return;
    for (const effect of bridge.feed(input)) perform(effect);
  }

  function perform(effect: PlayedEffect): void {
    if (effect.type === 'commit') commit(effect.fact);
    else if (effect.type === 'set_timer') timers.set(effect.name, clock.nowMs + effect.afterMs);
    else if (effect.type === 'end') end(effect.reason);
    else if (effect.type === 'leave') leave(effect.endReason);
    else if (isModel(effect) || effect.type === 'reopen') model.perform(effect);
    else if (effect.type === 'link.control') playback.perform(effect);
  }

  /** The bridge has let go; with a reason of its own telephony ends the call. */
  function leave(reason: string | undefined): void {
    endReason ??= reason ?? null;
    isOver = true;
  }

  function end(reason: string): void {
    if (endReason !== null) return;
    endReason = reason;
    clock.at(clock.nowMs, () => send({ type: 'session.ended' }));
  }

  /** The call is over in the middle of the candidate's words. The turn ends with what was said so far. */
  function breakOff(): void {
    if (speech.now === null) return;
    const { itemId, text, fromMs, untilMs } = speech.now;
    const saidMs = Math.min(clock.nowMs, untilMs) - fromMs;
    const words = text.split(' ');
    const said = words.slice(0, Math.ceil((words.length * saidMs) / (untilMs - fromMs)));
    speech.now = null;
    model.hear(itemId, said.join(' '), saidMs);
  }

  function commit(fact: Fact): void {
    facts.push(fact);
    if (fact.type !== 'configuration.received') return;
    clock.at(clock.nowMs + 20, () => {
      send({ type: 'session.activated' });
      send({ type: 'call.resumed', items: [], callerMs: 0 });
    });
  }

  /** The candidate hears a new sentence begin. One who interrupts does so in its middle. */
  function react(): void {
    const next = steps[0];
    if (next?.interrupts !== true) return;
    steps.shift();
    clock.at(clock.nowMs + (next.afterMs ?? 1_500), () => speak(next));
  }

  function speak(step: CandidateStep): void {
    const text = step.says ?? '';
    const itemId = model.newId('item');
    const lastsMs = step.lastsMs ?? countWords(text) * 400;
    const startedMs = clock.nowMs - model.baseMs;
    const session = model.sessions;
    speech.now = { itemId, text, fromMs: clock.nowMs, untilMs: clock.nowMs + lastsMs };
    send({ type: 'model.speech_started', itemId, atMs: startedMs });
    clock.at(clock.nowMs + lastsMs + pauseMs, () => {
      // Words said into a lost session come again from telephony. Here they are simply said again.
      if (session !== model.sessions) {
        clock.at(clock.nowMs + 1_500, () => speak(step));
        return;
      }
      if (speech.now?.itemId !== itemId) return;
      speech.now = null;
      send({ type: 'model.speech_stopped', itemId, atMs: startedMs + lastsMs });
      model.hear(itemId, text, lastsMs);
    });
  }

  /** The interviewer has been heard to the end, so it is the candidate's turn. */
  function takeTurn(): void {
    const step = steps[0]?.interrupts === true ? afterwards : (steps.shift() ?? afterwards);
    const after = (ms: number, run: () => void) => clock.at(clock.nowMs + ms, run);
    if (step.modelLostAfterMs !== undefined) after(step.modelLostAfterMs, () => send({ type: 'model.lost' }));
    if (step.hangsUp) {
      after(500, () => end('hung_up_by_candidate'));
    } else if (step.key !== undefined) {
      const { key } = step;
      after(step.afterMs ?? 800, () => send({ type: 'call.key', digit: key }));
    } else if (!step.silent && step.says !== undefined) {
      after(step.afterMs ?? 800, () => {
        // The interviewer has begun to speak meanwhile.
        if (playback.isPlaying) steps.unshift(step);
        else speak(step);
      });
    }
  }

  send({ type: 'model.opened' });
  let endedAtMs: number | null = null;
  while (!isOver && clock.nowMs < limitMs) {
    if (endReason !== null) endedAtMs ??= clock.nowMs;
    await clock.runDue();
    for (const [name, dueMs] of timers) {
      if (dueMs > clock.nowMs) continue;
      timers.delete(name);
      send({ type: 'timer', name });
    }
    const isSpeaking = speech.now !== null && clock.nowMs < speech.now.untilMs;
    const voice = clock.nowMs % wordMs === 0 ? room : loud;
    const payload = isSpeaking ? voice : quiet;
    send({ type: 'call.audio', payload, audioMs: frameMs });
    if (playback.play(frameMs)) takeTurn();
    clock.advance(frameMs);
  }
  return { facts, endReason, endedAtMs: endedAtMs ?? clock.nowMs, made: model.made, models: model.sessions };
}

function isModel(effect: PlayedEffect): effect is Extract<PlayedEffect, { type: `model.${string}` }> {
  return effect.type.startsWith('model.');
}
