import { once } from 'node:events';
import type { MediaStreamClient } from '../candidate/media-stream.ts';
import { openMediaStream } from '../candidate/media-stream-client.ts';
import { UpgradeRefusedError } from '../candidate/open-socket.ts';
import { startScriptedSpeaker } from '../candidate/scripted-speaker.ts';
import {
  type Carrier,
  type CarrierCall,
  noteError,
  type StreamRecord,
  toCallParams,
} from './carrier-call.ts';
import type { CarrierErrorCode } from './carrier-errors.ts';
import { toLocalAddress } from './public-address.ts';
import { sendSigned, signUpgrade } from './signed-request.ts';
import type { StreamNoun } from './twiml-verbs.ts';

/** An address where no server listens: the port reserved for discarding. */
const nowhere = 'ws://127.0.0.1:9';

/** How a call goes on after its stream. */
export type AfterStream = 'next_verb' | 'call_ends';

/**
 * Runs `<Connect><Stream>`: opens the media socket and stays until it closes. Rejects when `signal` is aborted. The
 * end or redirection of the call then ends the stream itself.
 */
export async function connectStream(
  carrier: Carrier,
  call: CarrierCall,
  noun: StreamNoun,
  signal: AbortSignal,
): Promise<AfterStream> {
  // Twilio drops the query (docs, "TwiML Voice: Stream").
  const url = noun.url.split(/[?#]/)[0] ?? '';
  const record: StreamRecord = {
    ...{ url, name: noun.name, parameters: noun.parameters },
    ...{ openedAt: null, client: null, speaker: null, closed: null },
  };
  call.streams.push(record);
  const refusal = refusalOf(noun, url);
  if (refusal) {
    noteError(call, refusal.code, refusal.detail);
    return 'next_verb';
  }
  const client = await open(carrier, call, { record, noun, signal });
  if (!client) return carrier.faults.stream.afterRefused;

  signal.throwIfAborted();
  // Waits for both: a call that is over must not wait for a server that never closes.
  const over = once(signal, 'abort');
  await Promise.race([client.closed, over]);
  signal.throwIfAborted();
  const closed = await client.closed;
  if (closed.by !== 'network') return 'next_verb';
  noteError(call, 31903, `code ${closed.code}`);
  const { afterBroken } = carrier.faults.stream;
  if (afterBroken === 'nothing') {
    await over;
    signal.throwIfAborted();
  }
  return afterBroken === 'call_ends' ? 'call_ends' : 'next_verb';
}

/** Ends every open stream of a call, as the carrier does when the call ends or gets new TwiML. */
export async function endStreams(carrier: Carrier, call: CarrierCall): Promise<void> {
  const { ending } = carrier.faults.stream;
  await Promise.all(call.streams.map(({ client }) => client?.end(ending)));
}

async function open(
  carrier: Carrier,
  call: CarrierCall,
  { record, noun, signal }: { record: StreamRecord; noun: StreamNoun; signal: AbortSignal },
): Promise<MediaStreamClient | null> {
  let client: MediaStreamClient;
  try {
    client = await openMediaStream({
      url: carrier.faults.stream.isUnreachable ? nowhere : toLocalAddress(record.url, carrier.publicUrl),
      headers: { 'X-Twilio-Signature': signUpgrade(carrier, record.url) },
      customParameters: noun.parameters,
      accountSid: carrier.accountSid,
      callSid: call.sid,
      onHangUp: () => call.hangUp(),
    });
  } catch (error) {
    if (!(error instanceof UpgradeRefusedError)) throw error;
    const code = error.status === undefined ? 31902 : 31920;
    noteError(call, code, error.message);
    await tell(carrier, call, { record, noun, event: 'stream-error', error: code });
    return null;
  }
  record.client = client;
  record.openedAt = Date.now();
  if (signal.aborted) {
    await client.end(carrier.faults.stream.ending);
    signal.throwIfAborted();
  }
  client.events.on('violation', ({ kind, code, detail }) => {
    // Twilio warns once for each stream (error pages 31950 and 31931). The client counts them all.
    const isFirst = client.violations.filter((violation) => violation.code === code).length === 1;
    if (isFirst) noteError(call, code, `${kind}: ${detail}`);
  });
  void client.closed.then(async (closed) => {
    record.closed = closed;
    await tell(carrier, call, { record, noun, event: 'stream-stopped' });
  });
  const { speaker, onStream } = call.candidate;
  if (speaker) record.speaker = startScriptedSpeaker(client, speaker);
  onStream?.(client);
  call.events.emit('stream', record);
  await tell(carrier, call, { record, noun, event: 'stream-started' });
  return client;
}

function refusalOf(noun: StreamNoun, url: string): { code: CarrierErrorCode; detail: string } | null {
  if (!URL.canParse(url)) return { code: 31923, detail: url };
  if (!url.startsWith('wss://')) return { code: 31922, detail: url };
  if (noun.track !== 'inbound_track') return { code: 31941, detail: noun.track };
  return null;
}

/** Sends `<Stream>`'s `statusCallback`. A call that is torn down with the stand-in sends none. */
async function tell(
  carrier: Carrier,
  call: CarrierCall,
  event: { record: StreamRecord; noun: StreamNoun; event: string; error?: number },
): Promise<void> {
  const url = event.noun.statusCallback;
  if (url === null || carrier.signal.aborted) return;
  const { AccountSid = '', CallSid = '' } = toCallParams(carrier, call);
  const params = {
    AccountSid,
    CallSid,
    StreamSid: event.record.client?.streamSid ?? '',
    StreamName: event.noun.name ?? event.record.client?.streamSid ?? '',
    StreamEvent: event.event,
    Timestamp: new Date().toISOString(),
    ...(event.error !== undefined && { StreamError: String(event.error) }),
  };
  await sendSigned(carrier, { url, method: 'POST', params, signal: carrier.signal }).catch(
    (error: unknown) => {
      if (!carrier.signal.aborted) throw error;
    },
  );
}
