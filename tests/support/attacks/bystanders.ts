import { Worker } from 'node:worker_threads';

/** How one bystander's call and page went. */
export interface BystanderFigures {
  /**
   * For each answer: when it was heard to its end (epoch ms), and how long the candidate waited for it and in it.
   */
  waits: { heardAt: number; waitMs: number }[];
  /** The longest that an answer stood still in the candidate's ear, in ms of audio time. */
  stallMs: number;
  /** Frames of the candidate's audio that were sent, and that the line would not take. */
  sent: number;
  dropped: number;
  violations: number;
  /** The longest that the page heard of an event after it had happened. */
  pageLagMs: number;
  pageSawEnd: boolean;
  endReason: string | null;
  /** Why the conversation broke off; null when it went on until it was told to stop. */
  failure: string | null;
}

export type BystanderOrder = { type: 'begin'; gatewayUrl: string; count: number } | { type: 'stop' };
export type BystanderReport =
  | { type: 'ready'; modelUrl: string }
  | { type: 'talking' }
  | { type: 'figures'; figures: BystanderFigures[] }
  | { type: 'failed'; reason: string };

/** Candidates who talk and watch their pages while somebody else is attacking. */
export interface Bystanders {
  /** The model that the services under attack must use: it lives in the bystanders' thread. */
  readonly modelUrl: string;
  /** Resolves when all of them are talking. */
  begin(gatewayUrl: string, count: number): Promise<void>;
  /** They hang up; resolves to how each call went. */
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
