import { createCostCounter } from '@ringback/shared/redis/admission/told-costs';
import { linkDroppedHelp, linkRefusedHelp, type Metrics } from '@ringback/shared/runtime/metrics';

/** Telephony's own figures. */
export function createTelephonyMetrics(metrics: Metrics) {
  let dayShare = 0;
  metrics.gauge('day_spend_share', 'What part of the day’s money is spent or promised', () => dayShare);
  return {
    tellDayShare(share: number) {
      dayShare = share;
    },
    spendAlarms: metrics.counter('spend_alarms_total', 'Alarms about the day’s money, by percent of it', [
      'percent',
    ]),
    frames: metrics.counter('media_frames_total', 'Pieces of audio passed on', ['direction']),
    stale: metrics.counter('stale_messages_total', 'What arrived too late or for someone else', ['kind']),
    excess: metrics.counter(
      'media_excess_total',
      'Pieces of audio dropped because their stream brought more than its time allows',
      ['kind'],
    ),
    upgradesRefused: metrics.counter('upgrades_refused_total', 'Refused browser sockets, by cause', [
      'cause',
    ]),
    linkRefused: metrics.counter('link_refused_total', linkRefusedHelp, ['reason']),
    linkDropped: metrics.counter('link_dropped_total', linkDroppedHelp, ['kind']),
    dials: metrics.counter('dials_total', 'Calls placed, by outcome', ['outcome']),
    reaped: metrics.counter('reaped_total', 'Sessions that the reaper moved on', ['cause']),
    cost: createCostCounter(metrics),
    carrierPrices: metrics.counter('carrier_prices_total', 'Prices that the carrier told, against our own', [
      'outcome',
    ]),
    webhooksPostponed: metrics.counter(
      'webhooks_postponed_total',
      'Requests of the carrier that arrived while the session store was slow or away',
    ),
    firstAudio: metrics.histogram(
      'first_audio_seconds',
      'From the candidate being ready (the key 1, or the audio of a browser) to the first word on its way',
    ),
    endPropagation: metrics.histogram(
      'end_propagation_seconds',
      'From the end of a session to its arrival here',
    ),
  };
}
export type TelephonyMetrics = ReturnType<typeof createTelephonyMetrics>;
