import type { Carrier, CarrierCall } from './carrier-call.ts';
import { toRfc2822 } from './rfc2822.ts';

/** The call as the REST API shows it (docs, "Call resource"). */
export function toCallResource(carrier: Carrier, call: CarrierCall): Record<string, unknown> {
  const { to, from, direction } = call.order;
  const uri = `/2010-04-01/Accounts/${carrier.accountSid}/Calls/${call.sid}`;
  const timeOf = (at: number | null) => (at === null ? null : toRfc2822(at));
  return {
    sid: call.sid,
    account_sid: carrier.accountSid,
    parent_call_sid: null,
    to,
    to_formatted: to,
    from,
    from_formatted: from,
    phone_number_sid: null,
    status: call.status,
    start_time: timeOf(call.answeredAt),
    end_time: timeOf(call.endedAt),
    duration: call.endedAt === null ? null : String(toDurationSeconds(call)),
    price: toPrice(carrier, call),
    price_unit: 'USD',
    direction,
    answered_by: call.answeredBy,
    api_version: '2010-04-01',
    forwarded_from: null,
    group_sid: null,
    caller_name: null,
    queue_time: '0',
    trunk_sid: null,
    date_created: toRfc2822(call.createdAt),
    date_updated: toRfc2822(call.statuses.at(-1)?.at ?? call.createdAt),
    uri: `${uri}.json`,
    subresource_uris: { streams: `${uri}/Streams.json`, recordings: `${uri}/Recordings.json` },
  };
}

/** Negative, because it is a charge, and null until some time after the end (docs, "Call resource"). */
function toPrice({ faults }: Carrier, call: CarrierCall): string | null {
  const { afterMs, perMinuteUsd } = faults.price;
  if (call.endedAt === null || Date.now() - call.endedAt < afterMs) return null;
  return (-Math.ceil(toDurationSeconds(call) / 60) * perMinuteUsd).toFixed(5);
}

/** Whole seconds from answer to end; 0 for an unanswered call. */
export function toDurationSeconds(call: CarrierCall): number {
  if (call.answeredAt === null || call.endedAt === null) return 0;
  return Math.ceil((call.endedAt - call.answeredAt) / 1000);
}
