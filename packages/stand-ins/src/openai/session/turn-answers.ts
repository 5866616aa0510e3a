import type { Entry } from '../protocol/conversation.ts';
import { ResponseRun } from './response-run.ts';
import type { Responses } from './responses.ts';
import type { SessionCore } from './session-core.ts';
import { publishTranscription } from './transcription.ts';

/** What follows a turn of the caller: its transcription, and an answer. */
export class TurnAnswers {
  readonly #core: SessionCore;
  readonly #parts: { responses: Responses; onFailure(error: unknown): void };
  readonly #isCallerSpeaking: () => boolean;

  constructor(
    core: SessionCore,
    parts: { responses: Responses; onFailure(error: unknown): void },
    isCallerSpeaking: () => boolean,
  ) {
    this.#core = core;
    this.#parts = parts;
    this.#isCallerSpeaking = isCallerSpeaking;
  }

  /** A detected turn is over. */
  follow(entry: Entry): void {
    const isAnswered = this.#core.configuration.audio.input.turn_detection?.create_response;
    if (!isAnswered) this.transcribe(entry, null);
    else if (this.#core.faults.transcription === 'before_answer')
      this.#answerAfter(this.transcribe(entry, null));
    else this.transcribe(entry, this.answer('caller_turn'));
  }

  answer(trigger: 'caller_turn' | 'idle_timeout'): ResponseRun | null {
    const run = this.#parts.responses.create(trigger);
    if (run instanceof ResponseRun) return run;
    this.#core.refuse(run);
    return null;
  }

  transcribe(entry: Entry, answer: ResponseRun | null): Promise<void> {
    const published = publishTranscription(this.#core, entry, answer, this.#core.faults.transcription);
    published.catch(this.#parts.onFailure);
    return published;
  }

  #answerAfter(published: Promise<void>): void {
    published.then(() => {
      if (!this.#isCallerSpeaking()) this.answer('caller_turn');
    }, this.#parts.onFailure);
  }
}
