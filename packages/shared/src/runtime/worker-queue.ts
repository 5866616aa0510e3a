import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './worker-messages.ts';

export interface WorkerQueueOptions {
  /** For messages: "the voice", "the hearing". */
  name: string;
  script: URL;
  /** Handed to the worker's script as `workerData`. */
  data?: unknown;
  /** Requests that may wait. One more is refused at once. */
  maxWaiting: number;
  startTimeoutMs: number;
  answerTimeoutMs: number;
  /**
   * For the objects of the worker. With more it ends, and the process lives on. Default, and always with Node's
   * `--max-old-space-size`: what the process may take.
   */
  mostMemoryMb?: number;
}

interface Asked<Request, Answer> {
  id: number;
  request: Request;
  resolve: (answer: Answer) => void;
  reject: (reason: unknown) => void;
  stopListening: () => void;
}

/** A worker that keeps dying is broken, not unlucky. */
const MAX_RESTARTS = 3;

/**
 * Requests to one worker thread, one after the other. What takes long and waits for nothing would stop the event loop
 * that carries the audio. A worker that dies loses the request it was working on and is replaced.
 */
export class WorkerQueue<Request, Answer> {
  /** Settles with the first start. A caller that need not wait can ask at once, and the answer waits. */
  readonly ready: Promise<void>;
  readonly #options: WorkerQueueOptions;
  readonly #waiting: Asked<Request, Answer>[] = [];
  readonly #settleReady: PromiseWithResolvers<void>;
  #worker: Worker | undefined;
  #isPrepared = false;
  #current: Asked<Request, Answer> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #restarts = 0;
  #nextId = 1;
  /** Why nothing can be asked any more. */
  #ended: Error | undefined;
  #closing: Promise<void> | undefined;

  constructor(options: WorkerQueueOptions) {
    this.#options = options;
    this.#settleReady = Promise.withResolvers<void>();
    this.ready = this.#settleReady.promise;
    // Not every caller waits for readiness, and each request carries the reason as well.
    this.ready.catch(() => undefined);
    this.#start();
  }

  /** Whether nothing can be asked any more. */
  get isEnded(): boolean {
    return this.#ended !== undefined;
  }

  /**
   * @throws Error (rejects) when the queue is full, closed or broken, or when the worker refuses. The signal's reason
   * when aborted.
   */
  ask(request: Request, signal?: AbortSignal): Promise<Answer> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    if (signal?.aborted) return Promise.reject(signal.reason);
    if (this.#waiting.length >= this.#options.maxWaiting) {
      return Promise.reject(
        new Error(`${this.#options.name} has ${this.#options.maxWaiting} requests waiting already`),
      );
    }
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      const onAbort = () => {
        const index = this.#waiting.findIndex((asked) => asked.id === id);
        if (index >= 0) this.#waiting.splice(index, 1);
        reject(signal?.reason);
      };
      signal?.addEventListener('abort', onAbort, { once: true });
      const stopListening = () => signal?.removeEventListener('abort', onAbort);
      this.#waiting.push({ id, request, resolve, reject, stopListening });
      this.#sendNext();
    });
  }

  /** Ends the worker. Everything asked and not answered is refused. May be called twice. */
  close(): Promise<void> {
    this.#closing ??= this.#end(new Error(`${this.#options.name} is closed`));
    return this.#closing;
  }

  #start(): void {
    const { script, data, name, startTimeoutMs, mostMemoryMb } = this.#options;
    const resourceLimits = mostMemoryMb === undefined ? {} : { maxOldGenerationSizeMb: mostMemoryMb };
    const worker = new Worker(script, { workerData: data, name, execArgv: [], resourceLimits });
    this.#worker = worker;
    this.#isPrepared = false;
    let lastError: Error | undefined;
    worker.on('message', (message: FromWorker<Answer>) => this.#hear(message));
    worker.on('error', (error) => {
      lastError = error instanceof Error ? error : new Error(String(error));
    });
    worker.on('exit', (code) => {
      if (this.#worker === worker)
        this.#lose(lastError ?? new Error(`${name} ended by itself with code ${code}`));
    });
    this.#limit(startTimeoutMs, 'start');
  }

  #hear(message: FromWorker<Answer>): void {
    if (this.#ended !== undefined) return;
    if (message.type === 'ready') {
      clearTimeout(this.#timer);
      this.#isPrepared = true;
      this.#settleReady.resolve();
    } else if (message.type === 'failed') {
      // Starting again would fail in the same way.
      void this.#end(new Error(message.reason));
      return;
    } else {
      const asked = this.#takeCurrent();
      if (asked === undefined || asked.id !== message.id) return;
      if (message.type === 'answered') asked.resolve(message.answer);
      else asked.reject(new Error(message.reason));
    }
    this.#sendNext();
  }

  #sendNext(): void {
    if (!this.#isPrepared || this.#current !== undefined) return;
    const asked = this.#waiting.shift();
    if (asked === undefined) return;
    this.#current = asked;
    this.#limit(this.#options.answerTimeoutMs, 'answer');
    const message: ToWorker<Request> = { id: asked.id, request: asked.request };
    this.#worker?.postMessage(message);
  }

  #takeCurrent(): Asked<Request, Answer> | undefined {
    const asked = this.#current;
    this.#current = undefined;
    clearTimeout(this.#timer);
    asked?.stopListening();
    return asked;
  }

  /** The worker is gone. Its current request is lost, and the waiting ones go to the next worker. */
  #lose(reason: Error): void {
    this.#takeCurrent()?.reject(reason);
    if (this.#ended !== undefined) return;
    if (this.#restarts >= MAX_RESTARTS) {
      void this.#end(reason);
      return;
    }
    this.#restarts += 1;
    this.#start();
  }

  #limit(ms: number, what: 'start' | 'answer'): void {
    const worker = this.#worker;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const reason = new Error(`${this.#options.name} did not ${what} within ${ms} ms`);
      this.#worker = undefined;
      void worker?.terminate();
      if (what === 'start') void this.#end(reason);
      else this.#lose(reason);
    }, ms);
  }

  async #end(reason: Error): Promise<void> {
    this.#ended ??= reason;
    this.#settleReady.reject(this.#ended);
    this.#takeCurrent()?.reject(this.#ended);
    for (const asked of this.#waiting.splice(0)) {
      asked.stopListening();
      asked.reject(this.#ended);
    }
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}
