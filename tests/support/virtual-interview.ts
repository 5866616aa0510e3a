import type { JobConfiguration } from '@ringback/shared/contract/job-configuration';
import type { Fact } from '@ringback/shared/session/decide';
import { createLocalInterviewer } from '@ringback/stand-ins/openai/interviewer/local-interviewer';
import type { MindContext } from '@ringback/stand-ins/openai/parts';
import { transition } from '../../services/ai-bridge/src/domain/bridge.ts';
import { createBridgeState } from '../../services/ai-bridge/src/domain/bridge-start.ts';
import type {
  BridgeEffect,
  BridgeInput,
  TimerName,
} from '../../services/ai-bridge/src/domain/bridge-state.ts';

/**
 * An interview in conversation time: the bridge's own machine and the local interviewer, with a clock that jumps.
 * No socket and no audio; the rules of both sides are the real ones.
 */

/** What a candidate does when the interviewer has finished, or while they speak. */
export interface CandidateStep {
  says?: string;
  /** Until they begin, after the interviewer's last word (or first, when they interrupt). */
  afterMs?: number;
  /** How long it takes; default 400 ms a word. */
  lastsMs?: number;
  /** Into the interviewer's sentence. */
  interrupts?: boolean;
  /** They say nothing in answer to this. */
  silent?: boolean;
  key?: string;
  /** The model session is lost this long after the interviewer's last word. */
  modelLostAfterMs?: number;
  hangsUp?: boolean;
}

export interface InterviewResult {
  facts: readonly { atMs: number; fact: Fact }[];
  endReason: string | null;
  endedAtMs: number;
  /** The interviewer's words as they were made. */
  made: ReadonlyMap<string, string>;
  /** Number of model sessions. */
  models: number;
}

const frameMs = 100;
const loud = Buffer.from(
  Uint8Array.from({ length: frameMs * 8 }, (_, index) => (index % 16 < 8 ? 0x90 : 0x10)),
).toString('base64');
const quiet = Buffer.alloc(frameMs * 8, 0xff).toString('base64');
const msPerWord = 350;
const countWords = (text: string) => text.split(/\s+/).filter((word) => word !== '').length;

type Entry = MindContext['entries'][number];

export async function holdInterview(options: {
  jobConfiguration: JobConfiguration;
  steps: readonly CandidateStep[];
  /** What they do when the steps are used up. */
  afterwards: CandidateStep;
  limitMs: number;
}): Promise<InterviewResult> {
  const { jobConfiguration, afterwards, limitMs } = options;
  const steps = [...options.steps];
  const mind = createLocalInterviewer();
  let state = createBridgeState({
    jobConfiguration,
    configurationHash: 'a'.repeat(64),
    interviewPhase: null,
  });
  let nowMs = 0;
  let endReason: string | null = null;
  let instructions = '';
  let tools: MindContext['tools'] = [];
  let entries: Entry[] = [];
  let models = 1;
  let serial = 0;
  let modelBaseMs = 0;
  /** Audio that the candidate is to hear, in order. */
  let playing: { itemId: string; ms: number; heardMs: number }[] = [];
  let held = false;
  let speakingUntilMs = 0;
  const made = new Map<string, string>();
  const facts: { atMs: number; fact: Fact }[] = [];
  const agenda: { atMs: number; order: number; run: () => void | Promise<void> }[] = [];
  const timers = new Map<TimerName, number>();

  const at = (atMs: number, run: () => void | Promise<void>) => {
    agenda.push({ atMs, order: serial++, run });
  };
  const newId = (prefix: string) => `${prefix}_${serial++}`;

  function add(item: Entry['item'], origin: Entry['origin'], heard: Entry['heard'] = null): void {
    const previous = entries.at(-1)?.item.id ?? null;
    entries.push({ item, origin, audioMs: 0, atMs: nowMs, heard, audio: null });
    if (item.type !== 'message') return;
    send({ type: 'model.item_added', itemId: item.id, previousItemId: previous, role: item.role });
  }

  function send(input: BridgeInput): void {
    if (endReason !== null) return;
    const [after, effects] = transition(state, input);
    state = after;
    for (const effect of effects) perform(effect);
  }

  async function answer(): Promise<void> {
    const responseId = newId('resp');
    send({ type: 'model.response_started', responseId });
    const session = models;
    const said = await mind.answer(
      {
        trigger: 'client',
        configuration: { instructions } as MindContext['configuration'],
        instructions,
        override: null,
        tools,
        entries,
        heard: async (entry) => entry.heard,
        audioPositionMs: nowMs - modelBaseMs,
        isSideResponse: false,
      },
      new AbortController().signal,
    );
    if (session !== models || endReason !== null) return;
    if (said.text !== '') {
      const itemId = newId('item');
      made.set(itemId, said.text);
      add(
        {
          id: itemId,
          type: 'message',
          role: 'assistant',
          content: [{ type: 'output_text', text: said.text }],
        } as Entry['item'],
        'model',
      );
      const audioMs = countWords(said.text) * msPerWord;
      send({ type: 'model.words', responseId, itemId, text: said.text });
      send({ type: 'model.audio', responseId, itemId, payload: 'AAAA', audioMs });
      send({ type: 'model.audio_finished', responseId, itemId });
      playing.push({ itemId, ms: audioMs, heardMs: 0 });
      react();
    }
    const toolCalls = (said.toolCalls ?? []).map((call) => ({
      callId: newId('call'),
      name: call.name,
      arguments: JSON.stringify(call.arguments),
    }));
    for (const call of toolCalls) {
      const item = {
        id: newId('item'),
        type: 'function_call',
        call_id: call.callId,
        name: call.name,
        arguments: call.arguments,
      };
      entries.push({
        item: item as Entry['item'],
        origin: 'model',
        audioMs: 0,
        atMs: nowMs,
        heard: null,
        audio: null,
      });
    }
    send({ type: 'model.response_finished', responseId, status: 'completed', toolCalls });
  }

  function perform(effect: BridgeEffect): void {
    switch (effect.type) {
      case 'model.configure':
        instructions = effect.instructions;
        tools = ['change_phase', 'mark_covered', 'end_interview'].map(
          (name) => ({ type: 'function', name, parameters: {} }) as MindContext['tools'][number],
        );
        at(nowMs + 50, () => send({ type: 'model.confirmed', instructions: effect.instructions }));
        return;
      case 'model.respond':
        at(nowMs + 300, answer);
        return;
      case 'model.tell':
        add(
          {
            id: newId('item'),
            type: 'message',
            role: 'system',
            content: [{ type: 'input_text', text: effect.text }],
          } as Entry['item'],
          'client',
        );
        return;
      case 'model.replay': {
        const role = effect.speaker === 'candidate' ? 'user' : 'assistant';
        const type = role === 'user' ? 'input_text' : 'output_text';
        const item = { id: effect.itemId, type: 'message', role, content: [{ type, text: effect.text }] };
        entries.push({
          item: item as Entry['item'],
          origin: 'client',
          audioMs: 0,
          atMs: nowMs,
          heard: null,
          audio: null,
        });
        return;
      }
      case 'model.answer_tool': {
        const item = {
          id: newId('item'),
          type: 'function_call_output',
          call_id: effect.callId,
          output: effect.output,
        };
        entries.push({
          item: item as Entry['item'],
          origin: 'client',
          audioMs: 0,
          atMs: nowMs,
          heard: null,
          audio: null,
        });
        return;
      }
      case 'model.truncate': {
        const entry = entries.find(({ item }) => item.id === effect.itemId);
        const text = made.get(effect.itemId) ?? '';
        const words = text
          .split(' ')
          .slice(0, Math.floor(effect.audioEndMs / msPerWord))
          .join(' ');
        if (entry)
          entry.item = { ...entry.item, content: [{ type: 'output_text', text: words }] } as Entry['item'];
        return;
      }
      case 'link.hold':
        held = true;
        return;
      case 'link.unhold':
        held = false;
        return;
      case 'link.clear': {
        held = false;
        const cut = playing[0];
        playing = [];
        at(nowMs, () =>
          send({ type: 'call.cleared', itemId: cut?.itemId ?? null, heardMs: cut?.heardMs ?? 0 }),
        );
        return;
      }
      case 'reopen':
        models += 1;
        entries = [];
        at(nowMs + effect.afterMs + 400, () => {
          modelBaseMs = nowMs;
          send({ type: 'model.opened' });
        });
        return;
      case 'commit':
        facts.push({ atMs: nowMs, fact: effect.fact });
        if (effect.fact.type === 'configuration.received') {
          at(nowMs + 20, () => {
            send({ type: 'session.activated' });
            send({ type: 'call.resumed', items: [], callerMs: 0 });
          });
        }
        return;
      case 'set_timer':
        timers.set(effect.name, nowMs + effect.afterMs);
        return;
      case 'end':
        endReason = effect.reason;
        return;
      default:
        return;
    }
  }

  /** The candidate hears a new sentence begin: who interrupts does it in its middle. */
  function react(): void {
    const next = steps[0];
    if (next?.interrupts !== true) return;
    steps.shift();
    at(nowMs + (next.afterMs ?? 1_500), () => speak(next));
  }

  function speak(step: CandidateStep): void {
    const text = step.says ?? '';
    const itemId = newId('item');
    const lastsMs = step.lastsMs ?? countWords(text) * 400;
    const startedMs = nowMs - modelBaseMs;
    const session = models;
    speakingUntilMs = nowMs + lastsMs;
    send({ type: 'model.speech_started', itemId, atMs: startedMs });
    at(nowMs + lastsMs + 500, () => {
      // What was said into a session that is lost comes again from telephony; here it is simply said again.
      if (session !== models) {
        at(nowMs + 1_500, () => speak(step));
        return;
      }
      send({ type: 'model.speech_stopped', itemId, atMs: startedMs + lastsMs });
      add(
        {
          id: itemId,
          type: 'message',
          role: 'user',
          content: [{ type: 'input_audio', transcript: null }],
        } as never,
        'caller',
        Promise.resolve({ text, durationMs: lastsMs }),
      );
      at(nowMs + 200, () => send({ type: 'model.transcribed', itemId, text }));
    });
  }

  /** The interviewer has been heard to the end: it is the candidate's turn. */
  function takeTurn(): void {
    const step = steps[0]?.interrupts === true ? afterwards : (steps.shift() ?? afterwards);
    if (step.modelLostAfterMs !== undefined)
      at(nowMs + step.modelLostAfterMs, () => send({ type: 'model.lost' }));
    if (step.hangsUp) {
      at(nowMs + 500, () => {
        endReason = 'hung_up_by_candidate';
      });
    } else if (step.key !== undefined) {
      const { key } = step;
      at(nowMs + (step.afterMs ?? 800), () => send({ type: 'call.key', digit: key }));
    } else if (!step.silent && step.says !== undefined) {
      at(nowMs + (step.afterMs ?? 800), () => {
        // Somebody else has begun meanwhile.
        if (playing.length === 0) speak(step);
        else steps.unshift(step);
      });
    }
  }

  function hear(): void {
    const current = playing[0];
    if (current === undefined || held) return;
    current.heardMs = Math.min(current.ms, current.heardMs + frameMs);
    const isOver = current.heardMs >= current.ms;
    if (isOver) playing.shift();
    send({ type: 'call.heard', itemId: current.itemId, heardMs: current.heardMs, final: isOver });
    if (isOver && playing.length === 0) takeTurn();
  }

  send({ type: 'model.opened' });
  while (endReason === null && nowMs < limitMs) {
    for (;;) {
      const due = agenda
        .filter((entry) => entry.atMs <= nowMs)
        .sort((a, b) => a.atMs - b.atMs || a.order - b.order)[0];
      if (due === undefined) break;
      agenda.splice(agenda.indexOf(due), 1);
      await due.run();
    }
    for (const [name, dueMs] of timers) {
      if (dueMs > nowMs) continue;
      timers.delete(name);
      send({ type: 'timer', name });
    }
    send({ type: 'call.audio', payload: nowMs < speakingUntilMs ? loud : quiet, audioMs: frameMs });
    hear();
    nowMs += frameMs;
  }
  return { facts, endReason, endedAtMs: nowMs, made, models };
}
