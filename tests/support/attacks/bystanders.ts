import { Worker } from 'node:worker_threads';

/** How one bystander's call and page went. */
export interface BystanderFigures {
  /**
   * For each answer: when it was heard to its end (epoch ms), and how long the candidate waited for it and during it.
   */
  waits: { heardAt: number; waitMs: number }[];
  /** The longest time for which an answer stalled in the candidate's ear, in ms of audio time. */
  stallMs: number;
  /** Frames of the candidate's audio that were sent, and those that the line did not accept. */
  sent: number;
  dropped: number;
  violations: number;
  /** The longest delay between an event and its arrival at the page. */
  pageLagMs: number;
  pageSawEnd: boolean;
  endReason: string | null;
  /** Why the conversation broke off. Null when it went on until it was told to stop. */
  failure: string | null;
}

export type BystanderOrder = { type: 'begin'; gatewayUrl: string; count: number } | { type: 'stop' };
export type BystanderReport =
  | { type: 'ready'; modelUrl: string }
  | { type: 'talking' }
  | { type: 'figures'; figures: BystanderFigures[] }
  | { type: 'failed'; reason: string };

/** Candidates who talk and watch their pages during an attack. */
export interface Bystanders {
  /** The model that the attacked services must use. It lives in the bystanders' thread. */
  readonly modelUrl: string;
  /** Resolves when all of them are talking. */
  begin(gatewayUrl: string, count: number): Promise<void>;
  /** They hang up. Resolves to how each call went. */
  stop(): Promise<readonly BystanderFigures[]>;
  close(): Promise<void>;
}

export async function startBystanders(): Promise<Bystanders> {
  const worker = new Worker(new URL('./bystander-thread.ts', import.meta.url));
  const told = <T extends BystanderReport['type']>(type: T) =>
    new Promise<Extract<BystanderReport, { type: T }>>((resolve, reject) => {
      const onReport = (message: BystanderReport) => {
        if (message.type === 'failed') reject(new Error(message.reason));
        else if (message.type === type) resolve(message as Extract<BystanderReport, { type: T }>);
        else return;
        worker.off('message', onReport);
      };
      worker.on('message', onReport);
      worker.once('error', reject);
    });
  const order = (message: BystanderOrder) => worker.postMessage(message);
  const { modelUrl } = await told('ready');
  return {
    modelUrl,
    async begin(gatewayUrl, count) {
      const talking = told('talking');
      order({ type: 'begin', gatewayUrl, count });
      await talking;
    },
    async stop() {
      const stopped = told('figures');
      order({ type: 'stop' });
      return (await stopped).figures;
    },
    async close() {
      await worker.terminate();
    },
  };
}
