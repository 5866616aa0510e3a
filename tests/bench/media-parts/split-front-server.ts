import { WebSocket } from 'ws';
import { isOpen, serve } from './peer-parts.ts';

/** The callers' half of a bare split like ours: JSON here, and binary messages of one pooled socket to the other half. */
const callers = new Map<number, { socket: WebSocket; streamSid: string }>();
const link = new WebSocket(process.env.LINK_URL ?? '', { perMessageDeflate: false });
let lastChannel = 0;

function tell(channel: number, payload: string): void {
  const message = Buffer.allocUnsafe(4 + payload.length);
  message.writeUInt32BE(channel, 0);
  message.write(payload, 4, 'latin1');
  if (isOpen(link)) link.send(message);
}

link.on('message', (data: Buffer) => {
  const caller = callers.get(data.readUInt32BE(0));
  if (caller === undefined || !isOpen(caller.socket)) return;
  const { socket, streamSid } = caller;
  socket.send(JSON.stringify({ event: 'media', streamSid, media: { payload: data.toString('latin1', 4) } }));
});
serve((socket) => {
  lastChannel += 1;
  const channel = lastChannel;
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message.event === 'media') tell(channel, message.media.payload);
    else if (message.event === 'start') {
      callers.set(channel, { socket, streamSid: message.start.streamSid });
      tell(channel, 'open');
    }
  });
  socket.on('close', () => tell(channel, 'close'));
});
