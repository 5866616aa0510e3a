import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { payloadMs } from '@ringback/shared/contract/audio';
import { env } from '@ringback/shared/runtime/config';
import type {
  ModelEffect,
  ModelEngine,
  ModelInput,
  ModelListener,
  ModelSession,
  StepUse,
  ToolCall,
} from '../../../services/ai-bridge/src/domain/model-port.ts';

const modelName = 'lines-1';
const free = { input: 0, cached: 0, output: 0 };
/** A dollar for a million tokens of its voice. */
const voicePrice = { text: free, audio: { ...free, output: 1 } };

/** One session of the provider of lines. Items and answers have the names that this side gives them. */
class LinesSession implements ModelSession {
  readonly #socket: Socket;
  readonly #listener: ModelListener;
  #isOver = false;
  #instructions = '';
  #heardMs = 0;
  #lastItemId: string | null = null;
  /** The ids of the candidate's turn and of the answer in progress. */
  #turnId = '';
  #answerId = '';
  #toolCalls: ToolCall[] = [];

  constructor(port: number, listener: ModelListener) {
    this.#listener = listener;
    this.#socket = connect(port, '127.0.0.1');
    createInterface(this.#socket)
      .on('line', (line) => this.#onLine(line))
      // The socket reports this too.
      .on('error', () => {});
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => {
      if (!this.#isOver) listener.onLost('connection closed');
      this.#isOver = true;
    });
  }

  send(effect: ModelEffect): void {
    if (effect.type === 'model.configure') this.#instructions = effect.instructions;
    if (effect.type === 'model.append') this.#heardMs += payloadMs(effect.payload);
    if (effect.type === 'model.replay') this.#lastItemId = effect.itemId;
    const words = toWords(effect);
    if (words !== null && !this.#isOver) this.#socket.write(`${words.map(encodeURIComponent).join(' ')}\n`);
  }

  close(): void {
    this.#isOver = true;
    this.#socket.destroy();
  }

  #tell(input: ModelInput, used?: StepUse): void {
    this.#listener.onReport({ kind: 'input', input, ...(used === undefined ? {} : { used }) });
  }

  #onLine(line: string): void {
    if (this.#isOver) return;
    const [word = '', text = ''] = line.split(' ').map(decodeURIComponent);
    if (word === 'HELLO') this.#tell({ type: 'model.opened' });
    else if (word === 'BRIEFED') this.#tell({ type: 'model.confirmed', instructions: this.#instructions });
    else if (word === 'VOICE') {
      this.#turnId = newId('turn');
      this.#tell({ type: 'model.speech_started', itemId: this.#turnId, atMs: this.#heardMs });
    } else if (word === 'PAUSE') {
      this.#tell({ type: 'model.speech_stopped', itemId: this.#turnId, atMs: this.#heardMs });
      this.#addItem(this.#turnId, 'candidate');
    } else if (word === 'TOLD') this.#tell({ type: 'model.transcribed', itemId: this.#turnId, text });
    else this.#onAnswer(word, text);
  }

  #onAnswer(word: string, text: string): void {
    const answer = { responseId: this.#answerId, itemId: this.#answerId };
    if (word === 'BEGIN') {
      this.#answerId = newId('answer');
      this.#tell({ type: 'model.response_started', responseId: this.#answerId });
      this.#addItem(this.#answerId, 'interviewer');
    } else if (word === 'SAY') this.#tell({ type: 'model.words', ...answer, text });
    else if (word === 'SOUND')
      this.#tell({ type: 'model.audio', ...answer, payload: text, audioMs: payloadMs(text) });
    else if (word === 'BYE') this.#toolCalls.push(endInterview);
    else if (word === 'DONE') this.#finish(Number(text));
    else this.#listener.onReport({ kind: 'ignored', type: word });
  }

  #finish(tokens: number): void {
    const responseId = this.#answerId;
    const toolCalls = this.#toolCalls;
    this.#toolCalls = [];
    this.#tell({ type: 'model.audio_finished', responseId, itemId: responseId });
    this.#tell(
      { type: 'model.response_finished', responseId, status: 'completed', toolCalls },
      { by: 'interviewer', audio: { ...free, output: tokens } },
    );
  }

  #addItem(itemId: string, speaker: 'candidate' | 'interviewer'): void {
    const previousItemId = this.#lastItemId;
    this.#lastItemId = itemId;
    this.#tell({ type: 'model.item_added', itemId, previousItemId, speaker });
  }
}

const newId = (kind: string) => `${kind}_${randomUUID()}`;

/**
 * What is said to the provider; null: it needs to know neither what was heard of it nor what became of its requests.
 */
function toWords(effect: ModelEffect): string[] | null {
  switch (effect.type) {
    case 'model.configure':
      return ['BRIEF', effect.instructions];
    case 'model.append':
      return ['HEAR', effect.payload];
    case 'model.commit':
      return ['TURN'];
    case 'model.respond':
      return ['SPEAK'];
    case 'model.cancel':
      return ['HUSH'];
    case 'model.tell':
      return ['NOTE', effect.text];
    case 'model.replay':
      return ['PAST', effect.speaker, effect.text];
    case 'model.truncate':
    case 'model.answer_tool':
      return null;
  }
}

const endInterview: ToolCall = {
  callId: 'bye',
  name: 'end_interview',
  arguments: JSON.stringify({ reason: 'candidate_asked' }),
};

function createEngine({ LINES_PORT: port }: { LINES_PORT: number }): ModelEngine {
  return {
    models: { interviewer: modelName, transcriber: modelName, planner: modelName },
    prices: { [modelName]: voicePrice },
    announcedEnds: [],
    isStandIn: true,
    open: (listener) => new LinesSession(port, listener),
    askForPlan: null,
    reports: null,
  };
}

/** What the bridge's `engine.ts` would name. */
export const lines = { settings: { LINES_PORT: env.port }, checkSettings() {}, createEngine };
