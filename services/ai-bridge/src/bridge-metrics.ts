import { linkDroppedHelp, linkRefusedHelp, type Metrics } from '@ringback/shared/runtime/metrics';
import type { StepUse } from './domain/model-port.ts';

/** The bridge's own figures. */
export function createBridgeMetrics(metrics: Metrics) {
  const tokens = metrics.counter('model_tokens_total', 'Tokens that the model was paid for', [
    'direction',
    'modality',
    'cached',
  ]);
  const cost = metrics.counter(
    'model_cost_usd_total',
    'What the model’s responses cost, by published prices',
  );
  const plans = metrics.counter('interview_plans_total', 'Plans by whom they were made, and why by rules', [
    'made_by',
    'reason',
  ]);
  const modelSockets = metrics.counter('model_sockets_total', 'Model sessions that calls began with', [
    'source',
  ]);
  const modelFailures = metrics.counter(
    'model_failures_total',
    'What the provider refused, by its code; `connection`: lost without a word',
    ['code'],
  );
  return {
    modelFailures,
    modelSockets,
    plans,
    /** In US dollars. */
    countCost: (usd: number) => cost.inc(usd),
    stale: metrics.counter('stale_messages_total', 'What arrived too late or for someone else', ['kind']),
    linkRefused: metrics.counter('link_refused_total', linkRefusedHelp, ['reason']),
    linkDropped: metrics.counter('link_dropped_total', linkDroppedHelp, ['kind']),
    receipt: metrics.histogram(
      'configuration_receipt_seconds',
      'From taking a session to the model’s confirmation',
    ),
    turnLatency: metrics.histogram(
      'turn_latency_seconds',
      'From the end of the candidate’s turn, as the model reports it, to the first audio of the answer',
    ),
    turnLatencyPart: metrics.histogram('turn_latency_part_seconds', 'The same, by what takes the time', [
      'part',
    ]),
    firstAudio: metrics.histogram('first_audio_seconds', 'From asking for a response to its first audio'),
    firstAudioPart: metrics.histogram(
      'first_audio_part_seconds',
      'From taking a session to the interviewer’s first word, by the parts of that time',
      ['part'],
    ),
    /** Without the tokens of transcriptions. */
    countUse(step: StepUse): void {
      for (const modality of ['text', 'audio'] as const) {
        const counts = step[modality];
        if (counts === undefined) continue;
        const { input, cached, output } = counts;
        tokens.inc({ direction: 'input', modality, cached: 'false' }, Math.max(0, input - cached));
        tokens.inc({ direction: 'input', modality, cached: 'true' }, cached);
        tokens.inc({ direction: 'output', modality, cached: 'false' }, output);
      }
    },
  };
}
export type BridgeMetrics = ReturnType<typeof createBridgeMetrics>;
