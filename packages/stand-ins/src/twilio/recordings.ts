import { randomSid } from '../candidate/random-sid.ts';
import {
  type Carrier,
  type CarrierCall,
  isEnded,
  type RecordingEvent,
  type RecordingRecord,
} from './carrier-call.ts';
import { toRfc2822 } from './rfc2822.ts';
import { sendSigned } from './signed-request.ts';

/** Starts recording a call in progress. The recording ends with the call. */
export function startRecording(
  carrier: Carrier,
  call: CarrierCall,
  wanted: Pick<RecordingRecord, 'channels' | 'track' | 'callback'>,
): RecordingRecord {
  const recording: RecordingRecord = {
    sid: randomSid('RE'),
    status: 'in-progress',
    startedAt: Date.now(),
    endedAt: null,
    ...wanted,
  };
  call.recordings.push(recording);
  report(carrier, call, recording);
  const onStatus = () => {
    if (!isEnded(call.status)) return;
    call.events.off('status', onStatus);
    endRecording(carrier, call, recording);
  };
  call.events.on('status', onStatus);
  return recording;
}

/** Ends a recording. Harmless when it is over. */
export function endRecording(carrier: Carrier, call: CarrierCall, recording: RecordingRecord): void {
  if (recording.endedAt !== null) return;
  recording.endedAt = Date.now();
  recording.status = 'completed';
  report(carrier, call, recording);
}

function report(carrier: Carrier, call: CarrierCall, recording: RecordingRecord): void {
  const { callback } = recording;
  const event: RecordingEvent = recording.status === 'completed' ? 'completed' : 'in-progress';
  if (callback === null || carrier.signal.aborted || !callback.events.includes(event)) return;
  const { url, method } = callback;
  const params = {
    AccountSid: carrier.accountSid,
    CallSid: call.sid,
    RecordingSid: recording.sid,
    RecordingUrl: `https://api.twilio.com${toUri(carrier, call, recording)}`,
    RecordingStatus: event,
    RecordingChannels: recording.channels,
    RecordingStartTime: toRfc2822(recording.startedAt),
    RecordingSource: 'StartCallRecordingAPI',
    RecordingTrack: recording.track,
    ...(recording.endedAt !== null && { RecordingDuration: String(toSeconds(recording)) }),
  };
  sendSigned(carrier, { url, method, params, signal: carrier.signal }).catch((error: unknown) => {
    if (!carrier.signal.aborted) throw error;
  });
}

/** A recording as the REST API shows it. */
export function toRecordingResource(
  carrier: Carrier,
  call: CarrierCall,
  recording: RecordingRecord,
): Record<string, unknown> {
  return {
    sid: recording.sid,
    account_sid: carrier.accountSid,
    call_sid: call.sid,
    conference_sid: null,
    api_version: '2010-04-01',
    status: recording.status,
    source: 'StartCallRecordingAPI',
    channels: Number(recording.channels),
    track: recording.track,
    start_time: toRfc2822(recording.startedAt),
    duration: recording.endedAt === null ? null : String(toSeconds(recording)),
    price: null,
    price_unit: 'USD',
    error_code: null,
    encryption_details: null,
    date_created: toRfc2822(recording.startedAt),
    date_updated: toRfc2822(recording.endedAt ?? recording.startedAt),
    uri: `${toUri(carrier, call, recording)}.json`,
  };
}

const toUri = (carrier: Carrier, call: CarrierCall, { sid }: RecordingRecord) =>
  `/2010-04-01/Accounts/${carrier.accountSid}/Calls/${call.sid}/Recordings/${sid}`;

const toSeconds = ({ startedAt, endedAt }: RecordingRecord) =>
  Math.ceil(((endedAt ?? startedAt) - startedAt) / 1000);
