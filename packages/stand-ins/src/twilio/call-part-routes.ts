import { Router } from 'express';
import { type Carrier, isEnded, type RecordingEvent } from './carrier-call.ts';
import { refuse } from './carrier-errors.ts';
import type { PlacedCall } from './place-call.ts';
import { endRecording, startRecording, toRecordingResource } from './recordings.ts';
import { toRfc2822 } from './rfc2822.ts';

interface CallParts {
  carrier: Carrier;
  find(callSid: string): PlacedCall | undefined;
}

const call = '/2010-04-01/Accounts/:accountSid/Calls/:callSid';
const recordingEvents: readonly RecordingEvent[] = ['in-progress', 'completed'];

/** What belongs to one call: `Recordings.json` and `Streams/{MZ}.json` (docs, "Recordings" and "Stream resource"). */
export function createCallPartRoutes(parts: CallParts): Router {
  const router = Router();
  addRecordings(router, parts);
  addStreams(router, parts);
  return router;
}

function addRecordings(router: Router, { carrier, find }: CallParts): void {
  router.post(`${call}/Recordings.json`, (request, response) => {
    const placed = find(request.params.callSid);
    if (!placed) return refuse(response, 20404);
    if (placed.call.status !== 'in-progress') return refuse(response, 21220);
    const form: Record<string, unknown> = request.body ?? {};
    const url = form.RecordingStatusCallback;
    if (url !== undefined && !URL.canParse(String(url))) return refuse(response, 21205, String(url));
    const chosen = [form.RecordingStatusCallbackEvent ?? 'completed'].flat();
    const recording = startRecording(carrier, placed.call, {
      channels: form.RecordingChannels === 'dual' ? '2' : '1',
      track: String(form.RecordingTrack ?? 'both'),
      callback:
        url === undefined
          ? null
          : {
              url: String(url),
              method: form.RecordingStatusCallbackMethod === 'GET' ? 'GET' : 'POST',
              events: recordingEvents.filter((event) => chosen.includes(event)),
            },
    });
    response.status(201).json(toRecordingResource(carrier, placed.call, recording));
  });

  router.get(`${call}/Recordings.json`, (request, response) => {
    const placed = find(request.params.callSid);
    if (!placed) return refuse(response, 20404);
    const recordings = placed.call.recordings.map((one) => toRecordingResource(carrier, placed.call, one));
    const uri = request.originalUrl;
    response.json({
      recordings,
      ...{ page: 0, page_size: recordings.length, start: 0, end: Math.max(0, recordings.length - 1) },
      ...{ uri, first_page_uri: uri, next_page_uri: null, previous_page_uri: null },
    });
  });

  const findRecording = ({ callSid, sid }: { callSid: string; sid: string }) => {
    const placed = find(callSid);
    const recording = placed?.call.recordings.find((one) => one.sid === sid);
    return placed && recording ? { ...placed, recording } : null;
  };

  router.get(`${call}/Recordings/:sid.json`, (request, response) => {
    const found = findRecording(request.params);
    if (!found) return refuse(response, 20404);
    response.json(toRecordingResource(carrier, found.call, found.recording));
  });

  router.post(`${call}/Recordings/:sid.json`, (request, response) => {
    const found = findRecording(request.params);
    if (!found) return refuse(response, 20404);
    const { recording } = found;
    const status = (request.body as Record<string, unknown> | undefined)?.Status;
    if (recording.endedAt !== null) return refuse(response, 21220);
    if (status === 'stopped') endRecording(carrier, found.call, recording);
    else if (status === 'paused' || status === 'in-progress') recording.status = status;
    else return refuse(response, 21200, 'Status');
    response.json(toRecordingResource(carrier, found.call, recording));
  });
}

function addStreams(router: Router, { carrier, find }: CallParts): void {
  router.post(`${call}/Streams.json`, (_request, response) => {
    refuse(response, 21200, 'unidirectional streams are not simulated');
  });

  // It is not documented whether REST can stop a bidirectional stream, which only TwiML creates [guess].
  router.post(`${call}/Streams/:sid.json`, async (request, response) => {
    const { callSid, sid } = request.params;
    const stream = find(callSid)?.call.streams.find(({ client }) => client?.streamSid === sid);
    if (!stream?.client) return refuse(response, 20404);
    if (request.body?.Status !== 'stopped') return refuse(response, 21200, 'Status');
    if (!stream.client.isOpen || isEnded(find(callSid)?.call.status ?? 'completed')) {
      return refuse(response, 21220);
    }
    await stream.client.end('stop');
    response.json({
      sid,
      account_sid: carrier.accountSid,
      call_sid: callSid,
      name: stream.name ?? sid,
      status: 'stopped',
      date_updated: toRfc2822(Date.now()),
      uri: request.originalUrl,
    });
  });
}
