import { createLocalInterviewer } from '@ringback/stand-ins/openai/interviewer/local-interviewer';
import type { MindContext } from '@ringback/stand-ins/openai/parts';
import { toolsFor } from '../../../services/ai-bridge/src/domain/interview/interviewer-tools.ts';
import type { PlayedEffect, PlayedInput } from '../../../services/ai-bridge/testing/run-bridge.ts';
import { countWords } from './conversation-file.ts';
import type { VirtualClock } from './virtual-clock.ts';

const msPerWord = 350;
const confirmMs = 50;
const answerMs = 300;
const openMs = 400;

const speakers: Readonly<Record<string, 'candidate' | 'interviewer'>> = {
  user: 'candidate',
  assistant: 'interviewer',
};

type Entry = MindContext['entries'][number];
type ModelEffect = Extract<PlayedEffect, { type: `model.${string}` | 'reopen' }>;

/** The local interviewer behind the bridge's machine: its rules, its tools, its conversation. No socket, no audio. */
export interface VirtualModel {
  perform(effect: ModelEffect): void;
  /** A turn of the candidate is over. It becomes an item of the conversation and is understood a little later. */
  hear(itemId: string, text: string, durationMs: number): void;
  /** The interviewer's words as they were made, by item. */
  readonly made: ReadonlyMap<string, string>;
  /** Number of model sessions. The present one is the last. */
  readonly sessions: number;
  /** When the present session began to hear the candidate. */
  readonly baseMs: number;
  newId(prefix: string): string;
}

export function createVirtualModel(options: {
  clock: VirtualClock;
  send: (input: PlayedInput) => void;
  isOver: () => boolean;
  /** What is being said becomes a turn, although there was no pause. */
  onCommit: () => void;
  /** So much audio of an item goes to the candidate. */
  onAudio: (itemId: string, audioMs: number) => void;
}): VirtualModel {
  const { clock, send, isOver, onCommit, onAudio } = options;
  const mind = createLocalInterviewer();
  const made = new Map<string, string>();
  let instructions = '';
  let tools: MindContext['tools'] = [];
  let entries: Entry[] = [];
  let sessions = 1;
  let baseMs = 0;
  let serial = 0;
  const newId = (prefix: string) => `${prefix}_${serial++}`;

  function add(item: object, origin: Entry['origin'], heard: Entry['heard'] = null): void {
    const previous = entries.at(-1)?.item.id ?? null;
    const entry = { item, origin, audioMs: 0, atMs: clock.nowMs, heard, audio: null } as Entry;
    entries.push(entry);
    if (entry.item.type !== 'message') return;
    const { id, role } = entry.item;
    const speaker = speakers[role] ?? null;
    send({ type: 'model.item_added', itemId: id, previousItemId: previous, speaker });
  }

  function addMessage(id: string, role: string, text: string, origin: Entry['origin']): void {
    const type = role === 'assistant' ? 'output_text' : 'input_text';
    add({ id, type: 'message', role, content: [{ type, text }] }, origin);
  }

  async function answer(): Promise<void> {
    const responseId = newId('resp');
    send({ type: 'model.response_started', responseId });
    const session = sessions;
    const said = await mind.answer(
      {
        trigger: 'client',
        configuration: { instructions } as MindContext['configuration'],
        instructions,
        override: null,
        tools,
        entries,
        heard: async (entry) => entry.heard,
        audioPositionMs: clock.nowMs - baseMs,
        isSideResponse: false,
      },
      new AbortController().signal,
    );
    if (session !== sessions || isOver()) return;
    if (said.text !== '') speak(responseId, said.text);
    const toolCalls = (said.toolCalls ?? []).map((call) => ({
      callId: newId('call'),
      name: call.name,
      arguments: JSON.stringify(call.arguments),
    }));
    for (const { callId, name, arguments: given } of toolCalls) {
      add({ id: newId('item'), type: 'function_call', call_id: callId, name, arguments: given }, 'model');
    }
    send({ type: 'model.response_finished', responseId, status: 'completed', toolCalls });
  }

  function speak(responseId: string, text: string): void {
    const itemId = newId('item');
    made.set(itemId, text);
    addMessage(itemId, 'assistant', text, 'model');
    const audioMs = countWords(text) * msPerWord;
    send({ type: 'model.words', responseId, itemId, text });
    send({ type: 'model.audio', responseId, itemId, payload: 'AAAA', audioMs });
    send({ type: 'model.audio_finished', responseId, itemId });
    onAudio(itemId, audioMs);
  }

  function truncate(itemId: string, heardMs: number): void {
    const entry = entries.find(({ item }) => item.id === itemId);
    const words = (made.get(itemId) ?? '').split(' ').slice(0, Math.floor(heardMs / msPerWord));
    if (!entry) return;
    entry.item = {
      ...entry.item,
      content: [{ type: 'output_text', text: words.join(' ') }],
    } as Entry['item'];
  }

  return {
    made,
    newId,
    get sessions() {
      return sessions;
    },
    get baseMs() {
      return baseMs;
    },
    hear(itemId, text, durationMs) {
      const content = [{ type: 'input_audio', transcript: null }];
      const heard = Promise.resolve({ text, durationMs });
      add({ id: itemId, type: 'message', role: 'user', content }, 'caller', heard);
      clock.at(clock.nowMs + 200, () => send({ type: 'model.transcribed', itemId, text }));
    },
    perform(effect) {
      switch (effect.type) {
        case 'model.configure':
          instructions = effect.instructions;
          tools = toolsFor(effect.jobConfiguration).map(
            ({ name, parameters }) =>
              ({ type: 'function', name, parameters }) as MindContext['tools'][number],
          );
          clock.at(clock.nowMs + confirmMs, () =>
            send({ type: 'model.confirmed', instructions: effect.instructions }),
          );
          return;
        case 'model.commit':
          onCommit();
          return;
        case 'model.respond':
          clock.at(clock.nowMs + answerMs, answer);
          return;
        case 'model.tell':
          addMessage(newId('item'), 'system', effect.text, 'client');
          return;
        case 'model.replay':
          addMessage(
            effect.itemId,
            effect.speaker === 'candidate' ? 'user' : 'assistant',
            effect.text,
            'client',
          );
          return;
        case 'model.answer_tool':
          add(
            {
              id: newId('item'),
              type: 'function_call_output',
              call_id: effect.callId,
              output: effect.output,
            },
            'client',
          );
          return;
        case 'model.truncate':
          truncate(effect.itemId, effect.heardMs);
          return;
        case 'reopen':
          sessions += 1;
          entries = [];
          clock.at(clock.nowMs + effect.afterMs + openMs, () => {
            baseMs = clock.nowMs;
            send({ type: 'model.opened' });
          });
          return;
        default:
          return;
      }
    },
  };
}
