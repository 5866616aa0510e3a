import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { pageOrigin } from '../stack.ts';

export const floodStreamSid = 'MZflood';
/** Longer than any door should accept such a flood. */
const floodMs = 10_000;
const mostUnsentBytes = 256 * 1024;

/** 20 ms of noise, as a browser sends it. */
export const floodFrame = JSON.stringify({
  event: 'media',
  streamSid: floodStreamSid,
  media: { payload: Buffer.alloc(160, 0x55).toString('base64'), timestamp: '0' },
});

function startOf(token: string): string {
  const mediaFormat = { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 };
  const start = { streamSid: floodStreamSid, customParameters: { token }, mediaFormat };
  return JSON.stringify({ event: 'start', sequenceNumber: '1', streamSid: floodStreamSid, start });
}

/**
 * Opens a browser's media stream and sends `message` as fast as it is accepted, until the socket is closed. Resolves
 * to the close code; 1005 when only we have closed it.
 */
export async function flood(url: string, token: string, message: string): Promise<number> {
  const socket = new WebSocket(url, { origin: pageOrigin });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('error', () => {});
  socket.send(startOf(token));
  const until = Date.now() + floodMs;
  while (socket.readyState === WebSocket.OPEN && Date.now() < until) {
    for (let count = 0; count < 200 && socket.bufferedAmount < mostUnsentBytes; count++) socket.send(message);
    await wait(1);
  }
  socket.close();
  return closed;
}
