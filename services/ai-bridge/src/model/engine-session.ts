import type {
  ModelEffect,
  ModelEngine,
  ModelListener,
  ModelReport,
  ModelSession,
} from '../domain/model-port.ts';
import type { Circuit } from './circuit.ts';

/** A provider that accepts a connection and has said nothing within this time does not work either. */
const greetsWithinMs = 3_000;

/** Where sessions come from. The circuit belongs to the instance. */
export interface SessionSource {
  engine: Pick<ModelEngine, 'open'>;
  circuit: Circuit;
  /** In ms. */
  now?: () => number;
}

/** Without `onReport`, the session and its greeting wait for a call. */
type Owner = Pick<ModelListener, 'onLost'> & Partial<ModelListener>;

/**
 * One session of the engine, from its opening to its end. The circuit is told what the session shows about the
 * provider.
 */
export class EngineSession implements ModelSession {
  readonly openedAt: number;
  readonly #circuit: Circuit;
  readonly #now: () => number;
  readonly #session: ModelSession;
  #owner: Owner;
  #greeting: ModelReport | null = null;
  #hasBegun = false;
  #isOver = false;

  constructor({ engine, circuit, now = () => performance.now() }: SessionSource, owner: Owner) {
    this.openedAt = now();
    this.#circuit = circuit;
    this.#now = now;
    this.#owner = owner;
    this.#session = engine.open({
      onReport: (report) => this.#onReport(report),
      onLost: (reason, trouble) => {
        if (trouble?.kind === 'operator') circuit.onRefused(trouble.code, this.#hasBegun);
        this.#judge(!this.#hasBegun);
        this.#owner.onLost(reason, trouble);
      },
    });
  }

  /** It was greeted and waits for a call. */
  get isReady(): boolean {
    return this.#greeting !== null;
  }

  /** Gives a waiting session to a call, as if it had just been opened. */
  handTo(listener: ModelListener): void {
    this.#owner = listener;
    const greeting = this.#greeting;
    // As with a new session, never before the call has received it.
    if (greeting !== null) queueMicrotask(() => this.#tell(listener, greeting));
  }

  send(effect: ModelEffect): void {
    this.#session.send(effect);
  }

  close(): void {
    this.#judge(!this.#hasBegun && this.#now() - this.openedAt >= greetsWithinMs);
    this.#session.close();
  }

  #onReport(report: ModelReport): void {
    if (!this.#hasBegun) this.#circuit.onSuccess();
    this.#hasBegun = true;
    const { onReport, onLost } = this.#owner;
    // After the greeting of a waiting session, only answers to the engine's own probes follow.
    if (onReport === undefined) this.#greeting ??= report;
    else this.#tell({ onReport, onLost }, report);
  }

  #tell({ onReport }: ModelListener, report: ModelReport): void {
    const failure = 'failure' in report ? report.failure : undefined;
    // The provider refuses the whole installation, so new calls would fail too.
    if (failure?.trouble.kind === 'operator' && failure.what !== 'transcription')
      this.#circuit.onRefused(failure.trouble.code, true);
    if (isAnswer(report)) this.#circuit.onAnswered();
    onReport(report);
  }

  /** Called once: the session is lost or given up. */
  #judge(hasFailed: boolean): void {
    if (!this.#isOver && hasFailed) this.#circuit.onFailure();
    this.#isOver = true;
  }
}

/** A complete response: the provider no longer refuses this installation. */
function isAnswer(report: ModelReport): boolean {
  return (
    report.kind === 'input' &&
    report.input.type === 'model.response_finished' &&
    report.input.status === 'completed'
  );
}
